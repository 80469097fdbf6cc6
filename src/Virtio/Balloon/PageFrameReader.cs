using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>
/// Reads an array of guest frame numbers out of a chain, run by run and without keeping it: a driver may send 4 GiB of them.
/// The numbers are not checked against RAM.
/// </summary>
public ref struct PageFrameReader
{
    private const int BlockBytes = 4096;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly ByteOrder _order;
    private ChainReader _chain;
    private int _filled;
    private int _next;
    private bool _ended;

    /// <summary>Begins at the first number.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="memory">Guest memory.</param>
    /// <param name="order">Order of the numbers' bytes.</param>
    public PageFrameReader(DescriptorChain chain, GuestMemory memory, ByteOrder order = ByteOrder.Little)
    {
        _chain = new(chain, memory);
        _order = order;
    }

    /// <summary>How many numbers were read up to now.</summary>
    public ulong Count { get; private set; }

    /// <summary>Bytes behind the last whole number, valid after the last run.</summary>
    public readonly int TrailingBytes => (_filled - _next) % BalloonMessages.FrameNumberSize;

    /// <summary>Whether a buffer turned out not to be guest memory: the numbers end there.</summary>
    public readonly bool IsBroken => _chain.IsBroken;

    /// <summary>Takes the next numbers that ascend by one.</summary>
    /// <returns>False at the end of the array.</returns>
    public bool TryRead(out PageRun run)
    {
        run = default;
        if (!TryPeek(out uint first)) return false;
        ulong count = 0;
        uint frame;
        do
        {
            _next += BalloonMessages.FrameNumberSize;
            count++;
        }
        while (TryPeek(out frame) && frame == first + count);
        Count += count;
        run = new(first, count);
        return true;
    }

    private bool TryPeek(out uint frame)
    {
        if (_filled - _next < BalloonMessages.FrameNumberSize && !TryFill())
        {
            frame = 0;
            return false;
        }
        frame = _order.ReadUInt32(_block.AsSpan(_next));
        return true;
    }

    private bool TryFill()
    {
        if (_ended) return false;
        // device.framing.1: a number may be split between buffers, but not between blocks.
        _filled = _chain.Read(_block);
        _next = 0;
        _ended = _filled < BlockBytes;
        return _filled >= BalloonMessages.FrameNumberSize;
    }
}
