namespace Ballast.Peers.Qemu;

/// <summary>How a machine is started.</summary>
public sealed record QemuMachineOptions
{
    internal const string DefaultMemoryFolder = "/dev/shm";

    /// <summary>The machine.</summary>
    public QemuMachineType Machine { get; init; } = QemuMachineType.Q35;

    /// <summary>RAM in bytes: whole MiB, from 2 MiB to 1 TiB.</summary>
    public ulong RamSize { get; init; } = 256 << 20;

    /// <summary>Where RAM is split around the PCI hole at the latest (max-ram-below-4g), in bytes: whole MiB; null for the
    /// machine's own limit. A microvm has no such option.</summary>
    public ulong? MaximumBelow4G { get; init; }

    /// <summary>How the balloon shows itself; PCI on <see cref="QemuMachineType.Pc"/> and
    /// <see cref="QemuMachineType.Q35"/>, MMIO on <see cref="QemuMachineType.Microvm"/>.</summary>
    public QemuBalloonInterface Interface { get; init; } = QemuBalloonInterface.ModernPci;

    /// <summary>Whether packed rings are offered.</summary>
    public bool Packed { get; init; }

    /// <summary>Whether FREE_PAGE_HINT is offered.</summary>
    public bool FreePageHint { get; init; }

    /// <summary>Whether REPORTING is offered.</summary>
    public bool FreePageReporting { get; init; }

    /// <summary>Whether DEFLATE_ON_OOM is offered.</summary>
    public bool DeflateOnOom { get; init; }

    /// <summary>Whether PAGE_POISON is offered.</summary>
    public bool PagePoison { get; init; } = true;

    /// <summary>MSI-X vectors of a balloon on PCI; null for what QEMU gives it by itself. Only where
    /// <see cref="QemuProgram.HasMessageVectors"/> says that it can be set.</summary>
    public int? MessageVectors { get; init; }

    /// <summary>Whether the machine waits for a migration to come in (<see cref="QmpClient.MigrateIncomingAsync"/>).</summary>
    public bool IsIncoming { get; init; }

    /// <summary>Further arguments of the command line.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>How long starting, and each order over QMP, may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an access to a register or to memory may take: the whole machine waits for it.</summary>
    public TimeSpan AccessDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A folder in memory, in which the machine has a folder of its own for its RAM.</summary>
    public string MemoryFolder { get; init; } = DefaultMemoryFolder;

    /// <exception cref="ArgumentException">Options that do not go together, or are out of range.</exception>
    internal void Check(QemuProgram program)
    {
        if (RamSize % (1 << 20) != 0 || RamSize is < 2ul << 20 or > 1ul << 40)
            throw new ArgumentException($"a machine has 2 MiB to 1 TiB of RAM in whole MiB, not {RamSize} bytes");
        if (MaximumBelow4G is { } maximum && (Machine == QemuMachineType.Microvm || maximum % (1 << 20) != 0 || maximum is < 2ul << 20 or > 1ul << 32))
            throw new ArgumentException($"a machine of type {Machine} cannot have its RAM split at {maximum} bytes");
        if ((Machine == QemuMachineType.Microvm) != IsMmio)
            throw new ArgumentException($"a machine of type {Machine} has no balloon with the interface {Interface}");
        if (MessageVectors is { } vectors && (IsMmio || !program.HasMessageVectors || vectors is < 0 or > QtestBus.MostVectors))
            throw new ArgumentException($"the balloon of QEMU {program.Version} cannot have {vectors} vectors");
    }

    internal bool IsMmio => Interface is QemuBalloonInterface.Mmio or QemuBalloonInterface.LegacyMmio;
}
