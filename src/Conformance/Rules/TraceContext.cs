using Ballast.Conformance.Rules.Balloon;
using Ballast.Conformance.Rules.Bitmap;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Rules;

/// <summary>What the events up to now have shown: shared by the rules of one run, which only read it.</summary>
internal sealed class TraceContext(TraceHeader header)
{
    private readonly HashSet<string> _workloads = [];

    public static TraceContext Empty { get; } =
        new(new("none", TraceActor.Device, "direct", null, null, Dialect.Hint, QueueNumbering.Fixed));

    public TraceHeader Header => header;

    public bool IsHintDialect => header.Dialect == Dialect.Hint;

    public bool IsBitmapDialect => header.Dialect == Dialect.Bitmap;

    /// <summary>Whether the trace was recorded on the driver's side: of the device it has what shows there.</summary>
    public bool IsDriversView => header.Viewpoint == TraceActor.Driver;

    public bool IsVhostUser => header.Transport.StartsWith("vhost-user", StringComparison.Ordinal);

    /// <summary>
    /// Whether the device may be at work without the trace telling when: hints are taken beside everything else, and what a
    /// register shows can be older or newer than what the driver has seen.
    /// </summary>
    public bool IsOvertaken => IsDriversView && UsesFreePageQueue;

    private bool UsesFreePageQueue { get; set; }

    /// <summary>Whether the guest is big-endian, which shows on the legacy interface.</summary>
    public bool IsBigEndian => header.ByteOrder == ByteOrder.Big;

    public DeviceLife Life { get; private set; } = new();

    public MachineBuilt? Machine { get; private set; }

    public RamMap? Map => Machine is null ? null : RamMap.Of(Machine);

    /// <summary>Pages of RAM, or null when the trace does not tell.</summary>
    public ulong? RamPages => (Machine?.RamSize ?? header.RamSize) is { } bytes ? bytes >> PageRun.PageShift : null;

    /// <summary>The migration under way, or the last one; null before the first.</summary>
    public MigrationRecord? Migration { get; private set; }

    /// <summary>Value of free_page_hint_cmd_id, as far as the trace shows it.</summary>
    public CommandId? Shown { get; private set; }

    /// <summary>The workload that runs, or the one that ended last.</summary>
    public string? LastWorkload { get; private set; }

    /// <summary>
    /// Whether every write of the guest to a free page is in the trace: no workload runs, and the guest is not a real kernel
    /// that nobody can ask.
    /// </summary>
    public bool WritesAreTold => IsGuestQuiet && !IsVhostUser;

    /// <summary>Whether no workload runs in the guest that the suite has started.</summary>
    public bool IsGuestQuiet => _workloads.Count == 0;

    /// <summary>The exchange of the bitmap dialect since the last reset.</summary>
    public BitmapExchange Exchange { get; private set; } = new();

    /// <summary>The balloon as the driver's requests have filled it.</summary>
    public BalloonedPages Balloon { get; private set; } = new();

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case DeviceReset:
                // After a reset by status this life has begun already.
                Shown = null;
                UsesFreePageQueue = false;
                if (Life is not { ResetWritten: true, Written: DeviceStatus.None, QueueUsed: false }) Life = new() { BeganWithReset = true };
                (Balloon, Exchange) = (new(), new());
                break;
            case StatusWritten { Status: DeviceStatus.None }:
                Life = new() { BeganWithReset = true, ResetWritten = true };
                (Balloon, Exchange) = (new(), new());
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage }:
                UsesFreePageQueue = true;
                break;
            case MachineBuilt machine:
                Machine = machine;
                break;
            case MigrationSetUp setUp:
                Migration = new(setUp, Migration);
                break;
            case WorkloadChanged { Workload: var workload, IsRunning: var running }:
                if (workload != "idle" && running) _workloads.Add(workload);
                else _workloads.Remove(workload);
                LastWorkload = workload;
                break;
        }
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } read) Shown = new(read);
        else if (e is ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after }) Shown = new(after);
        Life.Note(e);
        Balloon.Note(e);
        if (IsBitmapDialect) Exchange.Note(e);
        Migration?.Note(e, this);
    }
}
