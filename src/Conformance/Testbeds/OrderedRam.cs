using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>The same RAM with its blocks in another order: nothing promises a migration that they ascend (migration.filter.6).</summary>
/// <param name="ram">The RAM.</param>
/// <param name="order">Positions of the blocks in the order wanted.</param>
internal sealed class OrderedRam(IRam ram, IReadOnlyList<int> order) : IRam
{
    public IReadOnlyList<IRamBlock> Blocks { get; } = [.. order.Select(i => ram.Blocks[i])];

    public ulong Size => ram.Size;

    public bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous) =>
        ram.TryLocate(guestAddress, out block, out offset, out contiguous);
}
