using Ballast.Virtio;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.VhostUser.Memory;

/// <summary>All guest memory that a front end shares, as it is at one moment.</summary>
public sealed class SharedMemory
{
    private readonly SharedRegion[] _regions;

    private SharedMemory(SharedRegion[] regions)
    {
        _regions = regions;
        GuestMemory = regions.Length == 0 ? GuestMemory.Empty : new(regions.Select(r => r.Memory));
    }

    /// <summary>No memory.</summary>
    public static SharedMemory Empty { get; } = new([]);

    /// <summary>The regions, by ascending guest-physical address.</summary>
    public IReadOnlyList<SharedRegion> Regions => _regions;

    /// <summary>The regions as a device reaches them. Valid until the front end changes its memory or leaves.</summary>
    public GuestMemory GuestMemory { get; }

    /// <summary>Memory of these regions, unless two of them overlap in the guest's or in the front end's addresses.</summary>
    internal static bool TryCreate(IEnumerable<SharedRegion> regions, out SharedMemory memory, out Violation? violation)
    {
        memory = Empty;
        SharedRegion[] sorted = [.. regions.OrderBy(r => r.UserAddress)];
        violation = Overlap(sorted, r => r.UserAddress, "the front end's addresses");
        Array.Sort(sorted, (a, b) => a.GuestAddress.CompareTo(b.GuestAddress));
        violation ??= Overlap(sorted, r => r.GuestAddress, "guest-physical addresses");
        if (violation is not null) return false;
        memory = new(sorted);
        return true;
    }

    /// <summary>Finds the guest-physical address of an address in the front end's process.</summary>
    internal bool TryTranslate(ulong userAddress, out ulong guestAddress)
    {
        foreach (var region in _regions)
        {
            if (userAddress < region.UserAddress || userAddress - region.UserAddress >= region.Length) continue;
            guestAddress = region.GuestAddress + (userAddress - region.UserAddress);
            return true;
        }
        guestAddress = 0;
        return false;
    }

    private static Violation? Overlap(SharedRegion[] sorted, Func<SharedRegion, ulong> address, string where)
    {
        for (int i = 1; i < sorted.Length; i++)
        {
            if (address(sorted[i]) - address(sorted[i - 1]) < sorted[i - 1].Length)
                return new("vhost-user.SET_MEM_TABLE", $"two regions overlap at 0x{address(sorted[i]):x} of {where}");
        }
        return null;
    }
}
