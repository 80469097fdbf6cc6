using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Guest.Driver;
using Ballast.Guest.Transports;
using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Peers.VhostUser;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

public sealed partial class Testbed
{
    // How often the suite looks at a third party's device that tells nothing.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

    private IEventLoop? _loop;
    private PcMachine? _machine;
    private ProvokingBalloonDevice? _device;
    private HandDrivenDriver? _handDriven;
    private IDriverSide? _driver;
    private VhostUserSide? _side;
    private HintCollector? _hints;

    /// <summary>The loop on which the device works; with a reference pair both sides share it.</summary>
    public IEventLoop Loop => _loop ??= UsesThirdParty ? Own(new VhostUserLoop("device"))
        : UsesForeignDevice ? Own(new PumpedLoop(LookAgain)) : new SteppedLoop();

    /// <summary>The machine. Third parties bring their own.</summary>
    public PcMachine Machine
    {
        get
        {
            if (UsesForeignDevice) throw new StepUnsupportedException("the machine is not ours");
            if (UsesThirdParty) throw new StepUnsupportedException("the RAM belongs to the other side");
            // Private RAM: both sides of the pair are in this process, and most of a scenario's time would be first touches of a memory file.
            return _machine ??= Own(BuildMachine(
                new() { Type = Plan.Machine, RamSize = Plan.RamSize, MaximumBelow4G = Plan.MaximumBelow4G, Blocks = Plan.Blocks, IsShared = false }, _trace.Value));
        }
    }

    /// <summary>The device of the pair: the one under test, or the counterpart of the driver under test.</summary>
    /// <exception cref="StepUnsupportedException">It is not ours.</exception>
    public ProvokingBalloonDevice Device => UsesForeignDevice
        ? throw new StepUnsupportedException("the device's inner state cannot be seen or changed from here") : _device ??= BuildDevice();

    /// <summary>The driver that the scenario drives by hand.</summary>
    public HandDrivenDriver HandDriven => _handDriven ??= DriveByHand();

    /// <summary>The driver under test.</summary>
    public IDriverSide Driver => _driver ?? throw new InvalidOperationException("no step has started the driver");

    /// <summary>The guest behind the driver, when it is ours.</summary>
    public ReferenceDriverSide ReferenceDriver => Driver as ReferenceDriverSide
        ?? throw new StepUnsupportedException("the guest's inner state cannot be seen from here");

    /// <summary>The decisions of the driver under test, when it is ours: those of a mutant, or the specification's.</summary>
    public DriverDecisions DriverDecisions => _peers.Mutant?.Decisions?.Invoke() ?? new();

    /// <summary>Whether the driver is somebody else's.</summary>
    public bool UsesThirdParty => !IsDeviceUnderTest && _context.Scenario.Tags.Contains("@driver") && _peers.Driver.IsThirdParty;

    /// <summary>Whether the transport carries the device status.</summary>
    public bool ShowsStatus => !UsesThirdParty;

    /// <summary>Whether a driver is up.</summary>
    public bool IsInOperation => UsesForeignDevice ? (HandDriven.Transport.ReadStatus() & DeviceStatus.DriverOk) != 0 : Loop.Invoke(() => (Device.Status & DeviceStatus.DriverOk) != 0);

    /// <summary>How often a driver has accepted features, the present one included.</summary>
    public int Lives => Events.OfType<FeaturesAccepted>().Count();

    /// <summary>How many buffers the device holds back.</summary>
    public int HeldBuffers => Device.HeldBuffers;

    /// <summary>What the host wants the balloon to be.</summary>
    public void SetTarget(uint pages)
    {
        if (UsesForeignDevice) DeviceSide.SetTarget(pages);
        else Device.SetTarget(pages);
    }

    /// <summary>What the driver says the balloon is.</summary>
    public uint Actual => UsesForeignDevice ? DeviceSide.ReadActual() : Device.Actual;

    /// <summary>Whether the device holds a buffer of statistics.</summary>
    public bool HoldsStatistics => Events.OfType<ChainAvailable>().Count(e => e.Queue == BalloonQueue.Statistics)
        > Events.OfType<ChainUsed>().Count(e => e.Queue == BalloonQueue.Statistics);

    /// <summary>The statistics that the device knows.</summary>
    public IReadOnlyDictionary<StatisticTag, ulong> LatestStatistics => UsesForeignDevice ? DeviceSide.ReadStatistics() : Device.LatestStatistics.ToDictionary(e => e.Tag, e => e.Value);

    /// <summary>The hints that the device took in the round under way.</summary>
    public HintCollector Hints => _hints ??= new(IsRam);

    /// <summary>The command id that the device issued last.</summary>
    public CommandId CurrentCommand { get; private set; }

    /// <summary>Asks the driver for new statistics.</summary>
    public void RequestStatistics()
    {
        if (UsesForeignDevice) DeviceSide.RequestStatistics();
        else Device.RequestStatistics();
    }

    /// <summary>Begins a round of hints.</summary>
    public void StartHints()
    {
        if (UsesForeignDevice)
        {
            DeviceSide.StartHints();
            LookAtForeign();
            CurrentCommand = new(HandDriven.ReadConfiguration(BalloonConfiguration.FreePageHintCommandIdOffset));
            Record(new FreePagesAsked(CurrentCommand));
            return;
        }
        Hints.BeginRound();
        CurrentCommand = Device.FreePageHints.Start(Hints);
    }

    /// <summary>Begins a migration that may end as postcopy.</summary>
    /// <exception cref="StepNotApplicableException">Our migration has no such thing.</exception>
    public void StartPostcopy()
    {
        NeedsForeignDevice("our migration knows no postcopy");
        DeviceSide.StartPostcopy();
        LookAtForeign();
    }

    /// <summary>Takes the device out of the machine.</summary>
    /// <exception cref="StepNotApplicableException">The machine has no such thing.</exception>
    public void RemoveDevice()
    {
        NeedsForeignDevice("nothing can be taken out of our machine");
        DeviceSide.Remove();
    }

    /// <summary>Whether the machine shows the device.</summary>
    public bool HasDevice => !UsesForeignDevice || DeviceSide.IsThere;

    /// <summary>How many pages the host sees in the balloon, in the machine into which the guest was migrated.</summary>
    /// <exception cref="StepNotApplicableException">Our machine's migration is one of RAM alone.</exception>
    public uint ReadActualAtDestination()
    {
        NeedsForeignDevice("our machine's migration is one of RAM alone");
        return DeviceSide.ReadActualAtDestination();
    }

    /// <summary>Shows STOP.</summary>
    public void StopHints()
    {
        if (UsesForeignDevice) DeviceSide.StopHints();
        else Device.FreePageHints.Stop();
    }

    /// <summary>Shows DONE.</summary>
    public void EndHints()
    {
        if (UsesForeignDevice) DeviceSide.FinishHints();
        else Device.FreePageHints.Done();
    }

    /// <summary>Returns the buffers of a queue that were held back.</summary>
    public void Release(BalloonQueue queue) => Device.Release(queue);

    /// <summary>Whether a range is RAM of the guest.</summary>
    public bool IsRam(ulong address, ulong length) => CommonMemory.Contains(address, length);

    /// <summary>Starts the guest, and lets its driver find the device.</summary>
    /// <exception cref="StepUnsupportedException">The side cannot be driven as the plan wants it.</exception>
    public async Task InitialiseDriverAsync()
    {
        _watch = new(this, _trace.Value);
        Record(new GuestDescribed(Plan.FreePageValue == 0, Plan.FreePageValue is > 0));
        if (UsesThirdParty && _peers.Driver.Kind == SideKind.Exec && Plan.FreePageValue is not null)
            throw new StepUnsupportedException("what a guest fills its free pages with cannot be asked for over the adapter contract");
        _driver = _peers.Driver.Kind switch
        {
            _ when !UsesThirdParty => OpenReferenceDriver(),
            SideKind.Linux => new LinuxDriverSide(Side, _peers.Kernel!, Plan),
            _ => new ExecDriverSide(Side, _peers.Driver.Detail!, _context.Scenario.Id, _peers.Patience),
        };
        await _driver.BindAsync(Cancellation);
        await SettleAsync();
    }

    // A driver that finds no device which it can drive leaves it alone: what it touched until then is in the trace.
    private IDriverSide OpenReferenceDriver()
    {
        if (Carrier == TransportKind.Pci) Record(new DriverDescribed(Plan.KnowsLegacy));
        try
        {
            return new ReferenceDriverSide(this, Transports.Open(isLegacy: false));
        }
        catch (TransportException reason)
        {
            return new UnboundDriverSide(reason.Message);
        }
    }

    /// <summary>Builds a machine for a scenario that is about nothing else.</summary>
    public void BuildMachine(MachineType type, ulong ram, ulong? maximumBelow4G = null)
    {
        Plan.Machine = type;
        Plan.RamSize = ram;
        Plan.MaximumBelow4G = maximumBelow4G;
        _ = Machine;
    }

    /// <summary>The pages that the driver under test has named.</summary>
    public PageWatch Watch => _watch ?? throw new InvalidOperationException("no step has started the driver");

    /// <summary>The memory that both sides share.</summary>
    public GuestMemory CommonMemory => UsesThirdParty ? Side.SharedMemory : UsesForeignDevice ? DeviceSide.Memory : MachineMemory(DirtyClient.Host);

    /// <summary>RAM pages of guest frames, or the frames themselves where nobody knows the machine.</summary>
    public PageSet PagesOf(PageSet frames) => UsesThirdParty ? frames : RamPagesOf(frames);

    /// <summary>Notes once more what the machine says of itself.</summary>
    public void NoteMachine() => Record(new MachineBuilt(
        PcMachine.NameOf(Machine.Type), Machine.Size, Plan.MaximumBelow4G, Machine.LowMemory, Machine.Below4G, Machine.Above4G,
        [.. Machine.Blocks.Select(b => new RamBlockSize(b.Name, b.Length))]));

    /// <summary>Guest memory of the machine, with the device's or the guest's marks.</summary>
    public GuestMemory MachineMemory(DirtyClient client = DirtyClient.Guest) => Machine.MemoryFor(client);

    private PageWatch? _watch;

    private void NeedsForeignDevice(string why)
    {
        if (!UsesForeignDevice) throw new StepNotApplicableException(why);
    }

    private QueueNumbering Numbering => UsesForeignDevice && _handDriven is not null ? NumberingOfDevice : Plan.Numbering;

    private VhostUserSide Side => _side ??= new VhostUserSide(Device, (VhostUserLoop)Loop, _peers.Kernel?.Place?.SharedFolder, VhostUserSide.OptionsFor(_peers.Kernel));

    private PcMachine BuildMachine(PcMachineOptions options, ITraceSink? trace) =>
        _peers.Mutant?.Machine?.Invoke(options, trace) ?? new PcMachine(options, trace);

    private ProvokingBalloonDevice BuildDevice()
    {
        var machine = UsesThirdParty ? null : Machine;
        var features = Plan.Offered |= RingFeatures;
        var supported = Plan.HasLegacyInterface ? BalloonDeviceOptions.Supported | BalloonDeviceOptions.Legacy : BalloonDeviceOptions.Supported;
        var options = new BalloonDeviceOptions
        {
            Features = features & supported,
            UndefinedFeatures = new(features.Bits & ~supported.Bits),
            HasLegacyInterface = Plan.HasLegacyInterface,
            LegacyByteOrder = Plan.ByteOrder,
            Dialect = Plan.Dialect,
            Numbering = Numbering,
            LowMemory = machine?.LowMemory ?? 0,
            FreePageQueueSize = Plan.FreePageQueueSize,
            QueueSize = 256,
            HostPageSize = Plan.HostPageSize,
        };
        if (Plan.ConfigurationSize is { } size)
        {
            options = options with { SpareConfiguration = size - BalloonConfiguration.SizeWith(options.Features, Plan.Dialect) };
            Record(new ConfigurationSized(size));
        }
        var parts = new DeviceParts(options, Loop, _trace.Value, machine, Plan.Held, Plan.RefusesFeaturesOnce)
        {
            TakesTime = Plan.TakesTime,
            BreaksOnSuspend = Plan.BreaksOnSuspend,
            TargetAfterRead = Plan.TargetAfterRead,
            HoldsAnswers = Plan.HoldsAnswers,
            ReportsTotalLength = Plan.ReportsTotalLength,
        };
        var device = _peers.Mutant?.Device?.Invoke(parts) ?? new ProvokingBalloonDevice(parts);
        if (machine is not null) device.AttachMemory(machine.MemoryFor(DirtyClient.Device));
        WatchRings();
        return device;
    }
}
