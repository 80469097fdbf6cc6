using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Gives pages back to the host, also where that is wrong.</summary>
internal static class Discarding
{
    /// <summary>Discards the pages of an array of frame numbers.</summary>
    public static void Frames(BalloonDevice device, DescriptorChain chain, GuestMemory memory)
    {
        var frames = new PageFrameReader(chain, memory);
        while (frames.TryRead(out var run)) Range(device, run.First << PageRun.PageShift, run.Count << PageRun.PageShift);
    }

    /// <summary>Discards the pages of a range.</summary>
    public static void Range(BalloonDevice device, ulong address, ulong length)
    {
        if (device.Ram is not { } ram || !ram.TryLocate(address, out var block, out ulong offset, out ulong contiguous)) return;
        block.Discard(offset, Math.Min(length, contiguous));
    }
}
