using Ballast.Conformance.Scenarios;
using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

/// <content>What carries the protocol, and devices that are not ours.</content>
public sealed partial class Testbed
{
    // What a device of somebody else's does without being asked again, it does within this.
    private static readonly TimeSpan ForeignGrace = TimeSpan.FromMilliseconds(50);

    // A device answers at once, or after a timer of a second or two.
    private static readonly TimeSpan ForeignPatience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan NotificationGrace = TimeSpan.FromMilliseconds(20);

    private ReferenceTransports? _transports;
    private IDeviceSide? _deviceSide;
    private RecordedTransport? _recorded;

    /// <summary>What carries the protocol in this scenario.</summary>
    public TransportKind Carrier => _context.Scenario.TransportName switch
    {
        "pci" => TransportKind.Pci,
        "mmio" => TransportKind.Mmio,
        "vhost-user" => TransportKind.VhostUser,
        _ => TransportKind.Direct,
    };

    /// <summary>Whether the device is somebody else's.</summary>
    public bool UsesForeignDevice => IsDeviceUnderTest && _peers.Device.IsThirdParty;

    /// <summary>The machine's bus, on which every access to a register of the device is noted.</summary>
    public IMachineBus Bus => UsesForeignDevice ? DeviceSide.Bus : Transports.Bus;

    /// <summary>The device's PCI function, for steps that drive it by hand.</summary>
    public PciFunction PciFunction => UsesForeignDevice ? DeviceSide.PciFunction : ReferenceTransports.FunctionOn(Bus);

    /// <summary>Where the registers of an MMIO device begin.</summary>
    public ulong MmioAddress => UsesForeignDevice ? DeviceSide.MmioAddress : Transports.MmioAddress;

    /// <summary>Features of the ring that the scenario's variant adds to whatever it says.</summary>
    public FeatureSet RingFeatures => _context.Scenario.Variant?.Ring == "packed" ? FeatureSet.Of(Feature.RingPacked) : FeatureSet.None;

    /// <summary>Ends a scenario about another numbering of queues than somebody else's device has.</summary>
    /// <exception cref="StepNotApplicableException">It has another.</exception>
    public void RequireNumbering(QueueNumbering numbering)
    {
        if (UsesForeignDevice && NumberingOfDevice is var other && other != numbering)
            throw new StepNotApplicableException($"the device numbers its queues as {TraceNames.Of(other)}");
        Plan.Numbering = numbering;
    }

    /// <summary>Ends the migration of somebody else's machine under way.</summary>
    public async Task EndMigrationAsync(MigrationEnd end)
    {
        DeviceSide.EndMigration(end);
        await SettleAsync();
    }

    /// <summary>How many of these pages the host need not send, by what was hinted in the round under way.</summary>
    /// <param name="frames">Guest frames; our own host says it of all that was hinted.</param>
    public ulong SkippedPages(PageSet frames)
    {
        if (!UsesForeignDevice) return (ulong)Hints.DroppedInLastRound;
        SettleForeign();
        return FindKeptOut(RamPagesOf(frames)).Pages;
    }

    private ReferenceTransports Transports => _transports ??= new(Carrier, Plan, Device, MachineMemory(), Loop, _trace.Value, _peers.Mutant);

    // Where it does not show, as most devices do it.
    private QueueNumbering NumberingOfDevice => _peers.NumberingOfDevice(Carrier, Cancellation) ?? QueueNumbering.Offered;

    private IDeviceSide DeviceSide => _deviceSide ??= OpenDeviceSide();

    private HandDrivenDriver DriveByHand() => UsesForeignDevice
        ? new(OpenRecorded, DeviceSide.Memory, Plan.Dialect, NumberingOfDevice, Plan.ByteOrder, _trace.Value)
        {
            RingFeatures = RingFeatures,
            PreferredQueueSize = Plan.DriverQueueSize,
            BeforeAccepting = CheckOffer,
        }
        : new(Transports.Open, MachineMemory(), Plan.Dialect, Numbering, Plan.ByteOrder) { RingFeatures = RingFeatures, PreferredQueueSize = Plan.DriverQueueSize };

    private IDeviceSide OpenDeviceSide()
    {
        Plan.Offered |= RingFeatures;
        var side = _peers.OpenDevice(new(Plan, Carrier, Loop, _trace.Value, _context.Scenario.Id, _peers.StreamFileOf(_context.Scenario), Cancellation));
        Record(side.Describe());
        WatchRings();
        return side;
    }

    private RecordedTransport OpenRecorded(bool isLegacy) =>
        _recorded = new(
            DeviceSide.Open(isLegacy), _trace.Value, index => _handDriven?.Layout.RoleOf(index), isLegacy ? DeviceSide.ReadHiddenOffer() : FeatureSet.None);

    /// <summary>Ends a scenario that is about a feature which somebody else's device does not offer.</summary>
    /// <exception cref="StepNotApplicableException">It does not.</exception>
    public void RequireOffer(int feature)
    {
        if (!UsesForeignDevice || Events.OfType<FeaturesOffered>().LastOrDefault() is not { } offer || offer.Features.Has(feature)) return;
        throw new StepNotApplicableException($"the device does not offer {FeatureSet.NameOf(feature)}");
    }

    // A feature that has a name and is not offered is one that the scenario needs; others are accepted to see what happens.
    private static void CheckOffer(FeatureSet offered, FeatureSet accepted)
    {
        var missing = new FeatureSet(accepted.Bits & ~offered.Bits & TestbedPlan.Named.Bits);
        if (missing != FeatureSet.None) throw new StepNotApplicableException($"the device does not offer {missing}");
    }

    private void SettleForeign()
    {
        var loop = (PumpedLoop)Loop;
        DeviceSide.Settle();
        loop.RunPosted();
        if (_handDriven is { } driver)
        {
            loop.WaitFor(() =>
            {
                driver.CollectAll();
                return driver.IsServed;
            }, ForeignGrace, Cancellation);
            // A notification may come a moment behind what it is about.
            if (driver.AwaitsNotification) AwaitNotification(() => !driver.AwaitsNotification);
        }
        LookAtForeign();
    }

    private void AwaitNotification(Func<bool> isNotified)
    {
        var loop = (PumpedLoop)Loop;
        loop.WaitFor(isNotified, NotificationGrace, Cancellation);
        // An interrupt may be lost between machine and suite; what the device shows of it is not.
        if (isNotified() || !DeviceSide.HeedsInterrupts) return;
        _recorded?.LookForInterrupt();
        loop.RunPosted();
    }

    private void LookAtForeign()
    {
        using (DeviceSide.LookAside()) _recorded?.LookForChanges(AwaitNotification);
        if (_handDriven is not { } driver) return;
        driver.CollectAll();
        if (driver.AwaitsNotification) AwaitNotification(() => !driver.AwaitsNotification);
    }
}
