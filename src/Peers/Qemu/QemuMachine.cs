using Ballast.Peers.Linux;

namespace Ballast.Peers.Qemu;

/// <summary>A running QEMU whose guest is us: its processor is halted, its balloon is the device under test.</summary>
public sealed partial class QemuMachine : IAsyncDisposable
{
    /// <summary>The balloon's id, as QMP wants it; its path is <c>/machine/peripheral/balloon0</c>.</summary>
    public const string BalloonId = "balloon0";

    private readonly QemuFolder _folder;
    private readonly GuestWatchdog _watchdog;
    private QemuProcess? _process;
    private QmpClient? _qmp;
    private QtestClient? _qtest;
    private QtestBus? _bus;
    private int _isDisposed;

    private QemuMachine(QemuProgram program, QemuMachineOptions options)
    {
        (Program, Options) = (program, options);
        _folder = new QemuFolder(options.MemoryFolder, program.Place);
        try
        {
            _watchdog = GuestWatchdog.Start(_folder.Path);
        }
        catch
        {
            _folder.Remove();
            throw;
        }

        try
        {
            Ram = QemuRam.Create(options, _folder.Ram);
        }
        catch
        {
            _folder.Remove();
            _watchdog.Dispose();
            throw;
        }
    }

    /// <summary>The program.</summary>
    public QemuProgram Program { get; }

    /// <summary>As what it was started.</summary>
    public QemuMachineOptions Options { get; }

    /// <summary>The RAM. Valid until the machine is disposed of.</summary>
    public QemuRam Ram { get; }

    /// <summary>The machine as a program in its guest reaches it.</summary>
    public QtestBus Bus => _bus!;

    /// <summary>The connection that <see cref="Bus"/> uses, for what a bus does not have.</summary>
    public QtestClient Qtest => _qtest!;

    /// <summary>The connection of whoever manages the machine.</summary>
    public QmpClient Qmp => _qmp!;

    /// <summary>A folder in memory for sockets and small files; it is removed with the machine.</summary>
    public string Folder => _folder.Path;

    /// <summary>Process id of QEMU, which is also its session.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Completes with the failure that its end is, when QEMU has ended and none of its processes is left.</summary>
    public Task<QemuException> Ended => _process!.Ended;

    internal GuestWatchdog Watchdog => _watchdog;

    /// <summary>Resets the machine and does again what firmware would.</summary>
    /// <exception cref="QemuException">QEMU has failed, or there was no reset before the deadline.</exception>
    public async Task ResetAsync(CancellationToken cancellation = default)
    {
        using var events = Qmp.Subscribe();
        await Qmp.ResetAsync(cancellation).ConfigureAwait(false);
        await WaitForAsync(events, "RESET", "reset the machine", cancellation).ConfigureAwait(false);
        RouteInterrupts(Bus, Options.Machine);
    }

    /// <summary>Takes the balloon out of the machine. No guest is there to let it go: a reset does that for it.</summary>
    /// <exception cref="QmpException">The machine lets no devices be taken out.</exception>
    /// <exception cref="QemuException">QEMU has failed, or the device was still there at the deadline.</exception>
    public async Task RemoveBalloonAsync(CancellationToken cancellation = default)
    {
        using var events = Qmp.Subscribe();
        await Qmp.DeleteDeviceAsync(BalloonId, cancellation).ConfigureAwait(false);
        await ResetAsync(cancellation).ConfigureAwait(false);
        await WaitForAsync(events, "DEVICE_DELETED", "take the balloon out", cancellation).ConfigureAwait(false);
    }

    private async Task WaitForAsync(QmpSubscription events, string name, string what, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Options.Deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await events.WaitForAsync(name, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new QemuException(QemuFailure.Silent, $"QEMU did not {what} within {Options.Deadline.TotalSeconds:0.#} s", e);
        }
    }

    /// <summary>Ends QEMU and removes everything that it and the machine have left. Nobody may reach the RAM
    /// afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        if (_process is not null)
            await _process.KillAsync().ConfigureAwait(false);
        _qtest?.Dispose();
        if (_qmp is not null)
            await _qmp.DisposeAsync().ConfigureAwait(false);
        Ram.Dispose();
        _process?.Dispose();
        _folder.Remove();
        _watchdog.Dispose();
    }

    // The interrupt pins of slots lead nowhere until firmware has routed them. The others need nothing: q35 wires its
    // pins to the I/O APIC as well, and microvm has none.
    private static void RouteInterrupts(QtestBus bus, QemuMachineType machine)
    {
        const ushort address = 0xCF8, data = 0xCFC;
        // PIIX3, PIRQRC[A:D] at 0x60 of the ISA bridge, device 1: lines 10 and 11, level-triggered PCI interrupts.
        const uint routes = 0x80000000 | 1 << 11 | 0x60, lines = 0x0B0B0A0A;
        if (machine != QemuMachineType.Pc)
            return;
        bus.WritePort(address, 4, routes);
        bus.WritePort(data, 4, lines);
    }
}
