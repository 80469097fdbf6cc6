using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Qemu;

/// <summary>The process of a machine, with all that it starts itself, and its end.</summary>
internal sealed class QemuProcess : IDisposable
{
    private const int LastWords = 5;
    private const int SignalBase = 128;

    // A session of its own keeps a Ctrl-C meant for us away and lets whatever QEMU starts be found again.
    private const string Launch = "ulimit -c 0; exec setsid \"$0\" \"$@\"";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly bool _isPlaced;
    private readonly GuestProcesses _processes;
    private readonly ConsoleLog _errors = new();
    // Whoever waits for the end may wait for others who do: none of them may run within another's turn.
    private readonly TaskCompletionSource<QemuException> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private QemuProcess(Process process, int? placed = null)
    {
        _process = process;
        _isPlaced = placed is not null;
        _processes = new GuestProcesses(placed ?? process.Id, TimeProvider.System);
        process.StandardInput.Close();
        _ = WatchAsync();
    }

    public int Id => _processes.Session;

    /// <summary>Completes with the failure that its end is to everybody, when none of its processes is left.</summary>
    public Task<QemuException> Ended => _ended.Task;

    /// <exception cref="QemuException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is left running.</exception>
    public static async Task<QemuProcess> StartAsync(QemuProgram program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellation)
    {
        if (program.Place is not { } place)
            return Start(program, arguments, folder);
        try
        {
            var placed = await place.StartAsync(program.Path, arguments, folder, cancellation: cancellation).ConfigureAwait(false);
            return new QemuProcess(placed.Process, placed.ProcessId);
        }
        catch (IOException e)
        {
            throw new QemuException(QemuFailure.NotStarted, $"QEMU cannot be started: {e.Message}", e);
        }
    }

    private static QemuProcess Start(QemuProgram program, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", Launch, program.Path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        try
        {
            return new QemuProcess(Process.Start(start) ?? throw new Win32Exception("sh did not start"));
        }
        catch (Win32Exception e)
        {
            throw new QemuException(QemuFailure.NotStarted, $"QEMU cannot be started: {e.Message}", e);
        }
    }

    /// <summary>What it means that QEMU has hung up: mostly that it has ended.</summary>
    public async Task<QemuException> HungUpAsync(string where)
    {
        try
        {
            return await Ended.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new QemuException(QemuFailure.Ended, $"QEMU has hung up {where}, though its process is still there");
        }
    }

    /// <summary>Ends it at once and waits until none of its processes is left.</summary>
    public async Task KillAsync()
    {
        // It has no session of its own before its first instruction; what was started in a place has one by then.
        if (!_isPlaced && !_process.HasExited)
            Signals.Send(Id, Signals.Kill);
        _processes.Kill();
        await Ended.ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    private async Task WatchAsync()
    {
        try
        {
            var reading = Task.WhenAll(
                ReadAsync(_process.StandardError.BaseStream, _errors), ReadAsync(_process.StandardOutput.BaseStream, null));
            await _process.WaitForExitAsync().ConfigureAwait(false);
            _processes.Kill();
            await reading.ConfigureAwait(false);
            _ended.SetResult(new QemuException(QemuFailure.Ended, HowItEnded()));
        }
        catch (Exception e)
        {
            // Everybody waits for this; nobody may wait in vain.
            _ended.SetResult(new QemuException(QemuFailure.Ended, $"QEMU cannot be watched: {e.Message}", e));
        }
    }

    private string HowItEnded()
    {
        var code = _process.ExitCode;
        var how = code > SignalBase
            ? string.Create(CultureInfo.InvariantCulture, $"QEMU was ended by signal {code - SignalBase}")
            : string.Create(CultureInfo.InvariantCulture, $"QEMU has ended with exit code {code}");
        var words = string.Join(" | ", _errors.Last.TakeLast(LastWords));
        return words.Length > 0 ? $"{how}: {words}" : how;
    }

    private static async Task ReadAsync(Stream stream, ConsoleLog? log)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
                log?.Append(buffer.AsSpan(0, count));
        }
        catch (IOException)
        {
            // Its end is seen by whoever waits for the process.
        }
    }
}
