using System.Numerics;
using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>What pages of guest memory held at one moment, to be compared with what they hold later.</summary>
public sealed class PageSnapshot
{
    private const ulong Prime = 0x9e3779b97f4a7c15;

    private readonly GuestMemory _memory;
    private readonly Dictionary<ulong, ulong> _content = [];

    /// <summary>Looks at pages now.</summary>
    /// <param name="memory">Guest memory.</param>
    /// <param name="frames">Guest frames; what is no memory is left out.</param>
    /// <param name="most">How many of them are looked at, at most.</param>
    public PageSnapshot(GuestMemory memory, PageSet frames, int most = int.MaxValue)
    {
        _memory = memory;
        foreach (ulong frame in Frames(frames).Take(most))
        {
            if (Digest(frame) is { } digest) _content[frame] = digest;
        }
    }

    /// <summary>How many pages were looked at.</summary>
    public ulong Pages => (ulong)_content.Count;

    /// <summary>The frames whose content is another by now.</summary>
    public PageSet Changed() => PageSet.Of(_content.Where(c => Digest(c.Key) != c.Value).Select(c => new PageRun(c.Key, 1)));

    /// <summary>The frames that are not filled with a value.</summary>
    public static PageSet NotFilledWith(GuestMemory memory, PageSet frames, uint value)
    {
        byte[] page = new byte[PageRun.PageSize];
        return PageSet.Of(Frames(frames).Where(f => !IsFilledWith(memory, f, value, page)).Select(f => new PageRun(f, 1)));
    }

    private static bool IsFilledWith(GuestMemory memory, ulong frame, uint value, byte[] page) =>
        memory.TryRead(frame << PageRun.PageShift, page) && MemoryMarshal.Cast<byte, uint>(page).IndexOfAnyExcept(value) < 0;

    private static IEnumerable<ulong> Frames(PageSet frames)
    {
        foreach (var run in frames)
        {
            for (ulong frame = run.First; frame < run.End; frame++) yield return frame;
        }
    }

    private ulong? Digest(ulong frame)
    {
        Span<byte> page = stackalloc byte[PageRun.PageSize];
        if (!_memory.TryRead(frame << PageRun.PageShift, page)) return null;
        ulong digest = Prime;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(page)) digest = BitOperations.RotateLeft((digest ^ word) * Prime, 29);
        return digest;
    }
}
