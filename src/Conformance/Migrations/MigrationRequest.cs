using Ballast.Guest.Workloads;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Virtio;

namespace Ballast.Conformance.Migrations;

/// <summary>What is to be migrated, and how.</summary>
public sealed record MigrationRequest
{
    /// <summary>Whose RAM.</summary>
    public GuestKind Guest { get; init; }

    /// <summary>Type of the reference guest's machine.</summary>
    public MachineType Machine { get; init; } = MachineType.Q35;

    /// <summary>Bytes of RAM.</summary>
    public ulong RamSize { get; init; } = 1UL << 30;

    /// <summary>The state in which the guest is.</summary>
    public WorkloadKind Workload { get; init; }

    /// <summary>How free pages are kept out; in a comparison, of the second migration.</summary>
    public MigrationFilter Filter { get; init; } = MigrationFilter.None;

    /// <summary>The link's rate in bytes a second; null for no limit.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>How long the guest may stand still.</summary>
    public TimeSpan Downtime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Pages of known content that are looked for at the destination.</summary>
    public int Canaries { get; init; } = 2048;

    /// <summary>Seed of everything that is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Told how far a migration is.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }

    /// <summary>What bit 3 means to the guest's balloon.</summary>
    public Dialect Dialect => Filter == MigrationFilter.Bitmap ? Dialect.Bitmap : Dialect.Hint;

    /// <summary>What a source is told.</summary>
    internal MigrationOptions Options(MigrationFilter filter) => new()
    {
        Filter = filter,
        BandwidthLimit = Bandwidth,
        DowntimeLimit = Downtime,
        Progress = Progress,
    };
}
