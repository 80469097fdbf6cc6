using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.VhostUser.Memory;

/// <summary>
/// The memory that a front end shares, as RAM that can be migrated. It has mappings of its own, so it stays valid when the
/// front end leaves, and may be used from any thread.
/// </summary>
public sealed class SharedRam : IRam, IDisposable
{
    private readonly SharedRamBlock[] _blocks;

    /// <summary>Maps the memory once more. One block for each region, named "shared.0" and so on by ascending address.</summary>
    /// <exception cref="IOException">A region cannot be mapped, has gone, or is no whole number of pages.</exception>
    public SharedRam(SharedMemory memory)
    {
        var blocks = new List<SharedRamBlock>();
        ulong offset = 0;
        try
        {
            foreach (var region in memory.Regions)
            {
                blocks.Add(new($"shared.{blocks.Count}", offset, region));
                offset += region.Length;
            }
        }
        catch
        {
            blocks.ForEach(b => b.Dispose());
            throw;
        }
        _blocks = [.. blocks];
        Size = offset;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IRamBlock> Blocks => _blocks;

    /// <inheritdoc/>
    public ulong Size { get; }

    /// <inheritdoc/>
    public bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous)
    {
        foreach (var candidate in _blocks)
        {
            if (guestAddress < candidate.GuestAddress || guestAddress - candidate.GuestAddress >= candidate.Length) continue;
            block = candidate;
            offset = guestAddress - candidate.GuestAddress;
            contiguous = candidate.Length - offset;
            return true;
        }
        (block, offset, contiguous) = (null, 0, 0);
        return false;
    }

    /// <summary>Ends the mappings.</summary>
    public void Dispose()
    {
        foreach (var block in _blocks) block.Dispose();
    }
}
