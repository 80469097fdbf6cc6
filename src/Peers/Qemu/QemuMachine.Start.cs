using System.Net.Sockets;
using Ballast.Peers.VhostUser;

namespace Ballast.Peers.Qemu;

public sealed partial class QemuMachine
{
    // Unique in each of the machines.
    private const string InterruptController = "ioapic";

    /// <summary>Starts a machine and waits until it takes orders.</summary>
    /// <exception cref="QemuException">QEMU cannot be started, ended at once, or did not answer before the deadline.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or options do not go together.</exception>
    /// <exception cref="IOException">There is no place for its files.</exception>
    public static async Task<QemuMachine> StartAsync(
        QemuProgram program, QemuMachineOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        options ??= new QemuMachineOptions();
        options.Check(program);
        cancellation.ThrowIfCancellationRequested();

        using var deadline = new CancellationTokenSource(options.Deadline);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var machine = new QemuMachine(program, options);
        try
        {
            await machine.ConnectAsync(either.Token).ConfigureAwait(false);
            return machine;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw new QemuException(QemuFailure.Silent, $"QEMU did not start within {options.Deadline.TotalSeconds:0.#} s", e);
        }
        catch (QemuException e) when (e.Failure == QemuFailure.Ended)
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw new QemuException(QemuFailure.NotStarted, e.Message, e);
        }
        catch
        {
            await machine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // QEMU is the one that connects, so there is nothing to be tried again and again.
    private async Task ConnectAsync(CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(_folder.Firmware, HaltingFirmware.Image(), cancellation).ConfigureAwait(false);
        using var qtest = SocketFile.Listen(_folder.Qtest);
        using var qmp = SocketFile.Listen(_folder.Qmp);
        _process = await QemuProcess.StartAsync(Program, QemuCommandLine.Of(Program, Options, _folder), Folder, cancellation).ConfigureAwait(false);
        _watchdog.Watch(_process.Id);

        var qmpSocket = await AcceptAsync(qmp, cancellation).ConfigureAwait(false);
        _qmp = await QmpClient.OpenAsync(
            new NetworkStream(qmpSocket, ownsSocket: true), Options.Deadline, _process.HungUpAsync, cancellation).ConfigureAwait(false);
        var qtestSocket = await AcceptAsync(qtest, cancellation).ConfigureAwait(false);
        _qtest = new QtestClient(qtestSocket, Options.AccessDeadline, _process.HungUpAsync);
        _bus = new QtestBus(_qtest, Ram.Memory);

        _qtest.InterceptInterrupts(InterruptController);
        RouteInterrupts(_bus, Options.Machine);
        _folder.Clear();
    }

    private async Task<Socket> AcceptAsync(Socket listener, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var accepting = listener.AcceptAsync(either.Token).AsTask();
        if (await Task.WhenAny(accepting, _process!.Ended).ConfigureAwait(false) == accepting)
        {
            var socket = await accepting.ConfigureAwait(false);
            // It has the listener's mode, which is not that of streams.
            socket.Blocking = true;
            return socket;
        }

        await either.CancelAsync().ConfigureAwait(false);
        await accepting.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        if (accepting.IsCompletedSuccessfully)
            accepting.Result.Dispose();
        throw await _process.Ended.ConfigureAwait(false);
    }
}
