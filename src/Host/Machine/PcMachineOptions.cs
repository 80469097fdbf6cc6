using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Machine;

/// <summary>What a machine is built from.</summary>
public sealed record PcMachineOptions
{
    /// <summary>The least RAM: 1 MiB.</summary>
    public const ulong MinimumRamSize = 1UL << 20;

    /// <summary>The most RAM: 1 TiB.</summary>
    public const ulong MaximumRamSize = 1UL << 40;

    /// <summary>Machine type.</summary>
    public MachineType Type { get; init; } = MachineType.Q35;

    /// <summary>Bytes of RAM: 1 MiB to 1 TiB, whole pages.</summary>
    public required ulong RamSize { get; init; }

    /// <summary>max-ram-below-4g in bytes, whole pages; null when not set.</summary>
    public ulong? MaximumBelow4G { get; init; }

    /// <summary>Names and lengths of the RAM blocks, by ascending RAM offset; null for one block "pc.ram".</summary>
    public IReadOnlyList<RamBlockSize>? Blocks { get; init; }

    /// <summary>Whether other processes can map the RAM (<see cref="PcMachine.RamFile"/>). RAM of one process alone is touched faster for the first time.</summary>
    public bool IsShared { get; init; } = true;

    /// <summary>The blocks, checked.</summary>
    /// <exception cref="ArgumentException">The options do not make a machine; the message says why.</exception>
    internal IReadOnlyList<RamBlockSize> Validate()
    {
        if (!Enum.IsDefined(Type)) throw new ArgumentException($"there is no machine type {Type}");
        if (RamSize is < MinimumRamSize or > MaximumRamSize) throw new ArgumentException($"RAM of {RamSize} bytes is not between 1 MiB and 1 TiB");
        if (RamSize % PageRun.PageSize != 0) throw new ArgumentException($"RAM of {RamSize} bytes is no whole number of 4 KiB pages");
        if (MaximumBelow4G is { } maximum && (maximum == 0 || maximum % PageRun.PageSize != 0))
            throw new ArgumentException($"max-ram-below-4g of {maximum} bytes is no whole number of 4 KiB pages");
        var blocks = Blocks ?? [new("pc.ram", RamSize)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        ulong total = 0;
        foreach (var block in blocks)
        {
            if (string.IsNullOrEmpty(block.Name) || !names.Add(block.Name)) throw new ArgumentException($"RAM block name \"{block.Name}\" is empty or taken twice");
            if (block.Length == 0 || block.Length % PageRun.PageSize != 0) throw new ArgumentException($"RAM block {block.Name} of {block.Length} bytes is no whole number of 4 KiB pages");
            if (block.Length > RamSize - total) throw new ArgumentException($"the RAM blocks are larger than the RAM of {RamSize} bytes");
            total += block.Length;
        }
        if (total != RamSize) throw new ArgumentException($"the RAM blocks have {total} bytes, the RAM has {RamSize}");
        return blocks;
    }
}
