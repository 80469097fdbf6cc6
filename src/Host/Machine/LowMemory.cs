namespace Ballast.Host.Machine;

/// <summary>How RAM is split around the hole that PCI devices take below 4 GiB (machine.lowmem.1 to .3).</summary>
/// <param name="Limit">lowmem in bytes: the address at which RAM is split.</param>
/// <param name="Below4G">Bytes of RAM from address 0 on.</param>
/// <param name="Above4G">Bytes of RAM from 4 GiB on.</param>
public readonly record struct LowMemory(ulong Limit, ulong Below4G, ulong Above4G)
{
    /// <summary>The split of a machine.</summary>
    /// <param name="type">Machine type.</param>
    /// <param name="ramSize">Bytes of RAM.</param>
    /// <param name="maximumBelow4G">max-ram-below-4g in bytes, or null when it is not set.</param>
    public static LowMemory Split(MachineType type, ulong ramSize, ulong? maximumBelow4G = null)
    {
        ulong limit = type switch
        {
            // machine.lowmem.1
            MachineType.I440fx => ramSize >= 0xe0000000 ? 0xc0000000u : 0xe0000000u,
            // machine.lowmem.2
            MachineType.Q35 => ramSize >= 0xb0000000 ? 0x80000000u : 0xb0000000u,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such machine"),
        };
        // machine.lowmem.3
        if (maximumBelow4G is { } maximum) limit = Math.Min(limit, maximum);
        ulong below = Math.Min(ramSize, limit);
        return new(limit, below, ramSize - below);
    }
}
