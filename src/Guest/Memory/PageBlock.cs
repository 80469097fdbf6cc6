using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>2^<paramref name="Order"/> neighbouring frames, aligned to their number.</summary>
/// <param name="Frame">The first guest frame.</param>
/// <param name="Order">0 (4 KiB) to <see cref="MaximumOrder"/> (4 MiB).</param>
public readonly record struct PageBlock(ulong Frame, int Order)
{
    /// <summary>The order of the largest block: 4 MiB.</summary>
    public const int MaximumOrder = 10;

    /// <summary>How many pages.</summary>
    public ulong Pages => 1UL << Order;

    /// <summary>Guest-physical address of the first byte.</summary>
    public ulong Address => Frame << PageRun.PageShift;

    /// <summary>Bytes.</summary>
    public uint Length => (uint)PageRun.PageSize << Order;

    /// <summary>The same frames as a run.</summary>
    public PageRun Run => new(Frame, Pages);

    /// <summary>The smallest order whose blocks hold so many bytes; the largest order when none does.</summary>
    public static int OrderOf(ulong bytes)
    {
        int order = 0;
        while (order < MaximumOrder && (ulong)PageRun.PageSize << order < bytes) order++;
        return order;
    }
}
