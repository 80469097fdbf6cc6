using Ballast.Conformance.Scenarios;
using Ballast.Guest.Transports;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>A QEMU process of its own as the machine with the device under test.</summary>
internal sealed class QemuDeviceSide : IDeviceSide
{
    private const ulong FirstMiB = 1UL << 20;
    private const ulong LastBelowRom = 0xa_0000;

    // Where microvm has its virtio-mmio devices.
    private const ulong FirstMmio = 0xfeb0_0000;
    private const int MmioSlots = 24;

    // Once, and then not again while the scenario lasts.
    private const int StatisticsInterval = 3600;

    private readonly DeviceRequest _request;
    private readonly QemuMachine _machine;
    private readonly ObservedBus _bus;
    private readonly PciFunctionAddress? _function;
    private readonly ulong _mmio;
    private QemuHintMigration? _migration;

    private QemuDeviceSide(DeviceRequest request, QemuMachine machine)
    {
        _request = request;
        _machine = machine;
        if (request.Carrier == TransportKind.Mmio)
        {
            _mmio = FindMmio(machine.Bus) ?? throw new TransportException("QEMU's machine has no balloon over MMIO");
            _bus = new(machine.Bus, new MmioRegisterMap(_mmio), request.Trace, IsOurs);
        }
        else
        {
            _function = PciEnumeration.FindBalloon(machine.Bus)?.Address ?? throw new TransportException("QEMU's machine has no balloon on PCI bus 0");
            _bus = new(machine.Bus, new PciRegisterMap(machine.Bus, _function.Value), request.Trace, IsOurs);
        }
    }

    /// <summary>Starts QEMU as a scenario wants it.</summary>
    /// <exception cref="StepNotApplicableException">QEMU has no such device.</exception>
    /// <exception cref="QemuException">QEMU does not start.</exception>
    public static QemuDeviceSide Start(QemuProgram program, DeviceRequest request)
    {
        var plan = request.Plan;
        if (plan.Dialect != Dialect.Hint) throw new StepNotApplicableException("QEMU knows the hint dialect alone");
        if (plan.ByteOrder != Virtio.Wire.ByteOrder.Little) throw new StepNotApplicableException("the machine is little-endian");
        bool isMmio = request.Carrier == TransportKind.Mmio;
        if (isMmio && plan.MaximumBelow4G is not null) throw new StepNotApplicableException("QEMU's microvm has its RAM below the hole, whatever is asked for");
        var options = new QemuMachineOptions
        {
            Machine = isMmio ? QemuMachineType.Microvm : plan.HasLegacyInterface ? QemuMachineType.Pc : QemuMachineType.Q35,
            Interface = isMmio
                ? plan.HasLegacyInterface ? QemuBalloonInterface.LegacyMmio : QemuBalloonInterface.Mmio
                : plan.IsLegacyOnly ? QemuBalloonInterface.LegacyPci
                : plan.HasLegacyInterface ? QemuBalloonInterface.TransitionalPci : QemuBalloonInterface.ModernPci,
            RamSize = plan.RamSize,
            MaximumBelow4G = plan.MaximumBelow4G,
            Packed = plan.Offered.Has(Feature.RingPacked),
            FreePageHint = plan.Offered.Has(Feature.FreePageHint),
            FreePageReporting = plan.Offered.Has(Feature.PageReporting),
            DeflateOnOom = plan.Offered.Has(Feature.DeflateOnOom),
            PagePoison = plan.Offered.Has(Feature.PagePoison),
        };
        var machine = QemuMachine.StartAsync(program, options, request.Cancellation).GetAwaiter().GetResult();
        return new(request, machine);
    }

    public GuestMemory Memory => _machine.Ram.Memory;

    public IMachineBus Bus => _bus;

    public PciFunction PciFunction => _function is { } address ? new(_bus, address) : throw new StepNotApplicableException("the device is not on PCI");

    public ulong MmioAddress => _function is null ? _mmio : throw new StepNotApplicableException("the device is on PCI");

    public bool HeedsInterrupts => _bus.IsHeeded;

    public IDisposable LookAside() => _bus.LookAside();

    public ITransport Open(bool isLegacy)
    {
        if (_function is null)
        {
            return MmioTransport.Probe(_bus, _mmio, _request.Loop, isLegacy)
                ?? throw new StepNotApplicableException("a device over MMIO has one interface: legacy, or that of virtio 1");
        }
        // Looked for once more, on the bus on which it shows.
        var function = PciEnumeration.FindBalloon(_bus) ?? throw new TransportException("the balloon is gone from PCI bus 0");
        return PciEnumeration.Open(function, PciResources.Pc, _request.Loop, isLegacy, _request.Plan.UsesMessages);
    }

    public FeatureSet ReadHiddenOffer()
    {
        if (_function is not { } address) return FeatureSet.None;
        using var aside = LookAside();
        var function = new PciFunction(_bus, address);
        if (VirtioPciLayout.Find(function, PciBars.Assign(function, PciResources.Pc), new()) is not { } layout) return FeatureSet.None;
        layout.Common.Write(CommonRegister.DeviceFeatureSelect, 4, 1);
        return new((ulong)layout.Common.Read(CommonRegister.DeviceFeature, 4) << 32);
    }

    public void Settle()
    {
        // Answers and interrupts come in one order: what was told before this answer is here.
        using (LookAside()) _machine.Bus.ReadPort(0x80, 1);
        _machine.Bus.Poll();
    }

    public void SetTarget(uint pages) => Wait(_machine.Qmp.BalloonAsync(_machine.Ram.Length - ((ulong)pages << PageRun.PageShift), _request.Cancellation));

    public uint ReadActual() => (uint)(((long)_machine.Ram.Length - Wait(_machine.Qmp.QueryBalloonAsync(_request.Cancellation))) >> PageRun.PageShift);

    public void RequestStatistics()
    {
        Wait(_machine.Qmp.SetStatisticsIntervalAsync(QemuMachine.BalloonId, 0, _request.Cancellation));
        Wait(_machine.Qmp.SetStatisticsIntervalAsync(QemuMachine.BalloonId, StatisticsInterval, _request.Cancellation));
    }

    public IReadOnlyDictionary<StatisticTag, ulong> ReadStatistics() =>
        Wait(_machine.Qmp.ReadStatisticsAsync(QemuMachine.BalloonId, _request.Cancellation)).Values;

    public void StartHints()
    {
        FinishHints();
        _migration = QemuHintMigration.Start(_machine, _request.Plan.HasDestination, _request.StreamFile, _request.Cancellation);
    }

    public void StartPostcopy()
    {
        FinishHints();
        Wait(_machine.Qmp.SetMigrationCapabilityAsync("postcopy-ram", isOn: true, _request.Cancellation));
        _migration = QemuHintMigration.Start(_machine, hasDestination: false, record: null, _request.Cancellation);
    }

    public void Remove()
    {
        if (_machine.Options.Machine != QemuMachineType.Pc) throw new StepNotApplicableException("of QEMU's machines here, pc alone takes devices out of its first bus");
        Wait(_machine.RemoveBalloonAsync(_request.Cancellation));
    }

    public bool IsThere
    {
        get
        {
            using var aside = LookAside();
            return _function is null ? FindMmio(_machine.Bus) is not null : PciEnumeration.FindBalloon(_machine.Bus) is not null;
        }
    }

    public void StopHints() => throw new StepUnsupportedException("QEMU shows STOP only while it reads its dirty log");

    public void FinishHints()
    {
        _migration?.Cancel();
        _migration = null;
    }

    public PageSet ReadSkipped(PageSet pages)
    {
        var (image, ram) = FinishMigration();
        return pages.Intersect(image.MissingPages(ram));
    }

    public void EndMigration(MigrationEnd end)
    {
        var migration = Migration;
        switch (end)
        {
            case MigrationEnd.Completes:
                RewriteDriver();
                migration.Finish();
                break;
            case MigrationEnd.IsCancelled:
                migration.Cancel();
                _migration = null;
                break;
            default:
                migration.Break();
                Wait(migration.DisposeAsync().AsTask());
                _migration = null;
                break;
        }
    }

    public PageSet FindLost()
    {
        var (image, ram) = FinishMigration();
        var lost = new List<PageRun>();
        for (ulong page = 0; page < _machine.Ram.Length >> PageRun.PageShift; page++)
        {
            // What lies under firmware is not the guest's.
            ulong address = page << PageRun.PageShift;
            if (address < FirstMiB && !Memory.Contains(address, PageRun.PageSize)) continue;
            // Nor is that into which this process lets QEMU write its interrupt messages, and from which it takes them.
            if (QtestBus.IsForMessages(address)) continue;
            var content = _machine.Ram.Bytes(address, PageRun.PageSize);
            bool isThere = image.DigestOf(ram, page) == PageDigests.Of(content);
            if (isThere && Migration.Destination is { } destination) isThere = destination.Page(page).SequenceEqual(content);
            if (!isThere) lost.Add(new(page, 1));
        }
        return PageSet.Of(lost);
    }

    public uint ReadActualAtDestination()
    {
        Migration.Finish();
        return Wait((Migration.Destination ?? throw new StepUnsupportedException("the scenario has no destination")).ReadActualAsync(_request.Cancellation));
    }

    public void Write(ulong address, ReadOnlySpan<byte> bytes) => _machine.Qtest.WriteMemory(address, bytes);

    public MachineBuilt Describe()
    {
        var map = _machine.Ram.Map;
        string type = _machine.Options.Machine switch { QemuMachineType.Pc => "i440fx", QemuMachineType.Q35 => "q35", _ => "microvm" };
        return new(type, map.RamSize, _request.Plan.MaximumBelow4G, _machine.Ram.LowMemory, map.Below4G, map.Above4G, [new(_machine.Ram.BlockName, map.RamSize)]);
    }

    // This process writes the driver's rings where QEMU's dirty log does not look; a guest's own writes it sees.
    private void RewriteDriver()
    {
        byte[] bytes = new byte[LastBelowRom - HandDrivenDriver.FirstAddress];
        Memory.TryRead(HandDrivenDriver.FirstAddress, bytes);
        Write(HandDrivenDriver.FirstAddress, bytes);
    }

    private QemuHintMigration Migration => _migration ?? throw new StepUnsupportedException("no migration is under way");

    private (QemuStreamImage Image, QemuRamBlock Ram) FinishMigration()
    {
        var image = Migration.Finish();
        return (image, image.Find(_machine.Ram.BlockName) ?? throw new QemuStreamException($"the stream has no block {_machine.Ram.BlockName}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_migration is not null) await _migration.DisposeAsync();
        await _machine.DisposeAsync();
    }

    // Line 0 is the timer's.
    private static bool IsOurs(int line) => line != 0;

    private static ulong? FindMmio(QtestBus bus)
    {
        for (int slot = 0; slot < MmioSlots; slot++)
        {
            ulong address = FirstMmio + (ulong)slot * MmioRegister.Size;
            if (bus.ReadRegister(address + MmioRegister.MagicValue, 4) == MmioRegister.Magic
                && bus.ReadRegister(address + MmioRegister.DeviceId, 4) == VirtioPciId.Balloon)
            {
                return address;
            }
        }
        return null;
    }

    // Steps are synchronous where our own device's answers are; QEMU's take a round trip.
    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
