using Ballast.Conformance.Scenarios;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>A command of the user's as the device under test: a vhost-user back end, in a guest whose RAM is ours.</summary>
internal sealed class VhostUserDeviceSide : IDeviceSide
{
    private readonly DeviceRequest _request;
    private readonly PcMachine _machine;
    private readonly ExecDevice _device;
    private readonly VhostUserFrontEnd _frontEnd;

    /// <summary>Starts the command and connects to it.</summary>
    /// <param name="command">The command, with {socket} in it.</param>
    /// <param name="request">What the scenario wants.</param>
    /// <param name="patience">How long it may take for an answer.</param>
    /// <exception cref="StepNotApplicableException">The socket cannot carry what the scenario is about.</exception>
    /// <exception cref="IOException">The command does not start, or does not listen.</exception>
    public VhostUserDeviceSide(string command, DeviceRequest request, TimeSpan patience)
    {
        if (request.Plan.HasLegacyInterface) throw new StepNotApplicableException("vhost-user knows no legacy interface");
        if (request.Plan.Dialect != Dialect.Hint) throw new StepUnsupportedException("a device cannot be asked to speak another dialect over its socket");
        _request = request;
        _machine = new PcMachine(new() { Type = request.Plan.Machine, RamSize = request.Plan.RamSize });
        ExecDevice? device = null;
        try
        {
            _device = device = new ExecDevice(command, request.Scenario, patience);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(request.Cancellation, device.Ended);
            _frontEnd = new(device.SocketPath, SharedRange.Of(_machine), new DriverLoop(request.Loop), new() { Deadline = patience }, either.Token);
        }
        catch
        {
            device?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _machine.Dispose();
            throw;
        }
    }

    public GuestMemory Memory => _machine.MemoryFor(DirtyClient.Guest);

    public IMachineBus Bus => throw new StepNotApplicableException("there is no bus between the two sides");

    public PciFunction PciFunction => throw new StepNotApplicableException("the device is not on PCI");

    public ulong MmioAddress => throw new StepNotApplicableException("the device is not mapped into memory");

    public bool HeedsInterrupts => true;

    public IDisposable LookAside() => new Nothing();

    public ITransport Open(bool isLegacy) => isLegacy ? throw new StepNotApplicableException("vhost-user knows no legacy interface") : _frontEnd;

    public FeatureSet ReadHiddenOffer() => FeatureSet.None;

    // A round trip: what the device had said before it answers is here.
    public void Settle() => _frontEnd.ReadStatus();

    public void SetTarget(uint pages) => Wait(_device.SetTargetAsync(pages, _request.Cancellation));

    public uint ReadActual() => throw new StepUnsupportedException("what the host sees of the balloon cannot be asked for over the adapter contract");

    public void RequestStatistics() => Wait(_device.RequestStatisticsAsync(_request.Cancellation));

    public IReadOnlyDictionary<StatisticTag, ulong> ReadStatistics() =>
        throw new StepUnsupportedException("what statistics the host knows cannot be asked for over the adapter contract");

    public void StartHints() => Wait(_device.StartHintingAsync(_request.Cancellation));

    public void StopHints() => Wait(_device.StopHintingAsync(_request.Cancellation));

    public void FinishHints() => Wait(_device.FinishHintingAsync(_request.Cancellation));

    public uint ReadActualAtDestination() => throw new StepUnsupportedException("a device behind a socket is not migrated");

    public void StartPostcopy() => throw new StepUnsupportedException("a vhost-user device has no migration of its own");

    public bool IsThere => true;

    public void Remove() => throw new StepUnsupportedException("a device behind a socket is in no machine that it could be taken out of");

    public PageSet ReadSkipped(PageSet pages) => throw new StepUnsupportedException("what a device does with hints does not show over its socket");

    public void EndMigration(MigrationEnd end) => throw new StepUnsupportedException("a vhost-user device has no migration of its own");

    public PageSet FindLost() => throw new StepUnsupportedException("a vhost-user device has no migration of its own");

    public void Write(ulong address, ReadOnlySpan<byte> bytes) => Memory.TryWrite(address, bytes);

    public MachineBuilt Describe() => new(
        PcMachine.NameOf(_machine.Type), _machine.Size, null, _machine.LowMemory, _machine.Below4G, _machine.Above4G,
        [.. _machine.Blocks.Select(b => new RamBlockSize(b.Name, b.Length))]);

    public async ValueTask DisposeAsync()
    {
        _frontEnd.Dispose();
        await _device.DisposeAsync();
        _machine.Dispose();
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
