using System.Buffers.Binary;
using System.Numerics;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Balloon;

/// <summary>Turns a bitmap that comes in blocks into runs of the pages whose bits are set, and keeps the first of them.</summary>
internal sealed class BitmapScan(int maximumRuns)
{
    /// <summary>Every block but the last has this many bytes, or another multiple of 8.</summary>
    public const int BlockBytes = 32768;

    private readonly List<PageRun> _runs = [];
    private ulong _page;
    private ulong _start;
    private bool _inRun;

    /// <summary>Pages whose bits are set, but which were left out because there were too many runs to keep.</summary>
    public ulong Omitted { get; private set; }

    public void Add(ReadOnlySpan<byte> block)
    {
        for (; block.Length >= sizeof(ulong); block = block[sizeof(ulong)..]) Add(BinaryPrimitives.ReadUInt64LittleEndian(block), 64);
        foreach (byte last in block) Add(last, 8);
    }

    public PageSet ToPageSet()
    {
        if (_inRun) Close(_page);
        _inRun = false;
        return PageSet.Of(_runs);
    }

    private void Add(ulong word, int bits)
    {
        for (int bit = 0; bit < bits;)
        {
            // A run goes on to the next clear bit, a gap to the next set one.
            ulong sought = (_inRun ? ~word : word) >> bit;
            bit = Math.Min(bits, bit + BitOperations.TrailingZeroCount(sought));
            if (bit == bits) break;
            if (_inRun) Close(_page + (ulong)bit);
            else _start = _page + (ulong)bit;
            _inRun = !_inRun;
        }
        _page += (ulong)bits;
    }

    private void Close(ulong end)
    {
        if (_runs.Count < maximumRuns) _runs.Add(new(_start, end - _start));
        else Omitted += end - _start;
    }
}
