using Ballast.Host.Devices;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Wire;

namespace Ballast.Host.Balloon;

/// <summary>
/// A memory balloon in either dialect (virtio 1.4, 5.5, and the series of March 2016). What it decides by the protocol is a
/// virtual member of its own, so that a faulty device is this one with a single decision taken otherwise.
/// </summary>
public partial class BalloonDevice : VirtioDevice
{
    private readonly PageFrameQueue _inflate;
    private readonly PageFrameQueue _deflate;
    private readonly StatisticsQueue _statistics;
    private readonly ReportingQueue _reporting;
    private readonly FreePageHintQueue _hints;
    private readonly FreePageBitmapQueue _bitmap;
    private uint _actual;

    /// <summary>Makes a device that was just reset.</summary>
    /// <param name="options">What it is built from.</param>
    /// <param name="loop">The loop on which it works.</param>
    /// <param name="trace">Where it notes what happens.</param>
    /// <param name="ram">The guest's RAM: what can be discarded, and how many pages an answer has. May be given later.</param>
    /// <exception cref="ArgumentException">The options do not make a device; the message says why.</exception>
    public BalloonDevice(BalloonDeviceOptions options, IEventLoop loop, ITraceSink trace, IRam? ram = null)
        : base(
            loop, trace, (options ?? throw new ArgumentNullException(nameof(options))).Validated().Offered,
            options.ConfigurationSize, options.QueueCount)
    {
        Options = options;
        Ram = ram;
        _inflate = new(this, BalloonQueue.Inflate);
        _deflate = new(this, BalloonQueue.Deflate);
        _statistics = new(this);
        _reporting = new(this);
        _hints = new(this);
        _bitmap = new(this);
        if (options.HostPageSize > PageRun.PageSize) Ballooned = new((ulong)options.HostPageSize);
        FreePageHints = new FreePageHintSource(this, _hints);
        FreePageBitmap = new FreePageBitmapSource(this, _bitmap);
        AssignRoles();
    }

    /// <summary>What the device was built from.</summary>
    public BalloonDeviceOptions Options { get; }

    /// <summary>The guest's RAM. Set on the device's loop, or before it works.</summary>
    public IRam? Ram { get; set; }

    /// <summary>Where a migration asks for hints; unavailable in the bitmap dialect.</summary>
    public IFreePageHintSource FreePageHints { get; }

    /// <summary>Where a migration asks for a bitmap; unsupported in the hint dialect.</summary>
    public IFreePageBitmapSource FreePageBitmap { get; }

    /// <summary>The round of hints under way or last, for whoever looks on from the device's loop.</summary>
    public HintSession HintSession => _hints.Session;

    /// <summary>The request for a bitmap under way or last, for whoever looks on from the device's loop.</summary>
    public BitmapSession BitmapSession => _bitmap.Session;

    /// <summary>num_pages: how many pages of 4 KiB the host wants in the balloon.</summary>
    public uint Target => Loop.Invoke(() => Field(BalloonConfiguration.NumPagesOffset));

    /// <summary>actual: how many pages of 4 KiB are in the balloon, as the driver says.</summary>
    public uint Actual => Loop.Invoke(() => _actual);

    /// <summary>poison_val: what the driver says that it fills free pages with.</summary>
    public uint PoisonValue => Loop.Invoke(() => Field(BalloonConfiguration.PoisonValueOffset));

    /// <summary>The statistics that the driver gave last, unknown ones left out.</summary>
    public IReadOnlyList<StatisticEntry> LatestStatistics => Loop.Invoke(() => _statistics.Latest);

    /// <summary>How many buffers of statistics the driver gave since the device was made.</summary>
    public long StatisticsReceived => Loop.Invoke(() => _statistics.Received);

    /// <summary>Wants this many pages of 4 KiB in the balloon. May be called from any thread.</summary>
    public void SetTarget(uint pages) => Loop.Invoke(() => ChangeField(BalloonConfiguration.NumPagesOffset, pages));

    /// <summary>Asks the driver for new statistics by returning the buffer that the device holds. May be called from any thread.</summary>
    /// <returns>False when the device holds none, or stands still.</returns>
    public bool RequestStatistics() => Loop.Invoke(_statistics.Request);

    /// <summary>What waits in the balloon for the rest of its host page; null where the host's pages are of 4 KiB too.</summary>
    internal BalloonedPages? Ballooned { get; }

    /// <summary>Which index each queue has now.</summary>
    protected virtual BalloonQueues Queues => BalloonQueues.For(
        Options.Dialect, Options.Numbering, OfferedFeatures,
        Options.Numbering == QueueNumbering.Fixed ? OfferedFeatures : AcceptedFeatures);

    /// <inheritdoc/>
    protected override BalloonQueue? RoleOf(int index) => Queues.RoleOf(index);

    /// <inheritdoc/>
    protected override ushort SizeOf(int index) => RoleOf(index) switch
    {
        BalloonQueue.FreePage => Options.FreePageQueueSize,
        not null => Options.QueueSize,
        // bitmap.feature.2: the guest sets the third of its four queues up also without STATS_VQ.
        null when Options.Dialect == Dialect.Bitmap && OfferedFeatures.Has(Feature.GetFreePages) && index < QueueCount => Options.QueueSize,
        null => 0,
    };

    /// <inheritdoc/>
    private protected override QueueHandler? HandlerOf(BalloonQueue role) => role switch
    {
        BalloonQueue.Inflate => _inflate,
        BalloonQueue.Deflate => _deflate,
        BalloonQueue.Statistics when AcceptedFeatures.Has(Feature.StatsVq) => _statistics,
        BalloonQueue.FreePage when AcceptedFeatures.Has(Feature.FreePageHint) => Options.Dialect == Dialect.Bitmap ? _bitmap : _hints,
        BalloonQueue.Reporting when AcceptedFeatures.Has(Feature.PageReporting) => _reporting,
        _ => null,
    };

    /// <inheritdoc/>
    protected override string UnusedQueueClause => Options.Dialect == Dialect.Bitmap ? "bitmap.feature.3" : base.UnusedQueueClause;

    /// <inheritdoc/>
    protected override ChainContent Describe(BalloonQueue role, DescriptorChain chain) =>
        role != BalloonQueue.Reporting && chain.ReadableLength > LongestMessage
            ? new Opaque(chain.ReadableLength, chain.WritableLength)
            : ChainDecoder.Decode(Options.Dialect, role, chain, Memory, ByteOrder);

    // Buffers may overlap, so that a small guest can send 4 GiB in each of many chains: what is longer than a frame number
    // for each page of RAM says nothing and is not read.
    private ulong LongestMessage => Math.Max(1 << 16, (Ram?.Size ?? 0) / PageRun.PageSize * BalloonMessages.FrameNumberSize);

    /// <inheritdoc/>
    protected override Violation? WhyNotWritable(int offset) => offset switch
    {
        BalloonConfiguration.ActualOffset => null,
        BalloonConfiguration.PoisonValueOffset when !AcceptedFeatures.Has(Feature.PagePoison) => new("5.5.4", "poison_val is written, though PAGE_POISON was not accepted"),
        BalloonConfiguration.PoisonValueOffset when (Status & DeviceStatus.DriverOk) != 0 && !IsStartedByTransport =>
            new("driver.balloon.poison.3", "poison_val is changed while DRIVER_OK is set"),
        BalloonConfiguration.PoisonValueOffset => null,
        _ => new("5.5.4", $"{BalloonConfiguration.NameOf(offset)} is not the driver's to write"),
    };

    /// <inheritdoc/>
    protected override bool HasLegacyInterface => Options.HasLegacyInterface;

    /// <inheritdoc/>
    protected override ByteOrder GuestByteOrder => Options.LegacyByteOrder;

    /// <inheritdoc/>
    protected override void OnConfigurationWritten(int offset, int length)
    {
        if (CompletesActual(offset, length)) _actual = Field(BalloonConfiguration.ActualOffset);
    }

    /// <inheritdoc/>
    protected override void OnReset()
    {
        base.OnReset();
        _actual = 0;
        Ballooned?.Clear();
        // num_pages stays: it is the host's.
        ResetField(BalloonConfiguration.ActualOffset, 0);
        ResetField(BalloonConfiguration.FreePageHintCommandIdOffset, CommandId.Stop.Value);
        ResetField(BalloonConfiguration.PoisonValueOffset, 0);
    }

    /// <inheritdoc/>
    protected override void OnStopped()
    {
        _hints.Leave();
        _bitmap.Leave();
    }

    /// <inheritdoc/>
    protected override void OnResumed() => _bitmap.Continue();
}
