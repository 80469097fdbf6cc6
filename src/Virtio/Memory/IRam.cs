using System.Diagnostics.CodeAnalysis;

namespace Ballast.Virtio.Memory;

/// <summary>A guest's RAM as migration sees it: blocks, and where guest-physical addresses lie in them.</summary>
public interface IRam
{
    /// <summary>The blocks, in any order.</summary>
    IReadOnlyList<IRamBlock> Blocks { get; }

    /// <summary>Bytes of RAM in all blocks.</summary>
    ulong Size { get; }

    /// <summary>Finds the block and the offset in it of a guest-physical address.</summary>
    /// <param name="guestAddress">Any address.</param>
    /// <param name="block">The block that holds it.</param>
    /// <param name="offset">Offset in the block, in bytes.</param>
    /// <param name="contiguous">How many bytes from there on are contiguous both in the guest's view and in the block.</param>
    /// <returns>False when the address is not RAM.</returns>
    bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous);
}
