using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Ballast.Peers.Linux;

namespace Ballast.Peers.Adapters;

/// <summary>
/// A command that the user named as a side, with the adapter contract on its standard input and output: one JSON object a
/// line, each answered by {"ok":true} or {"unsupported":"why"}. It runs in a session of its own, which ends as a whole.
/// </summary>
public sealed class AdapterProcess : IAsyncDisposable
{
    private const int LongestAnswer = 64 << 10, AnswersKept = 64, LinesTold = 5;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly LastLines _errors = new();
    private readonly Channel<string> _answers = Channel.CreateBounded<string>(new BoundedChannelOptions(AnswersKept) { FullMode = BoundedChannelFullMode.DropNewest });
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _readingErrors;
    private bool _isMute;

    private AdapterProcess(Process process, TimeSpan patience)
    {
        _process = process;
        _patience = patience;
        _ = ReadAnswersAsync();
        _readingErrors = ReadErrorsAsync();
        _ = WatchEndAsync();
    }

    /// <summary>Cancelled when the command has ended, for whoever waits for something from it.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The last lines of its standard error.</summary>
    public IReadOnlyList<string> ErrorLines => _errors.Lines;

    /// <summary>Starts a command through the shell.</summary>
    /// <param name="command">The command, with {socket} and perhaps {scenario} in it.</param>
    /// <param name="socketPath">What stands for {socket}.</param>
    /// <param name="scenario">What stands for {scenario}.</param>
    /// <param name="patience">How long it may take for an answer.</param>
    /// <exception cref="IOException">It could not be started.</exception>
    public static AdapterProcess Start(string command, string socketPath, string scenario, TimeSpan patience)
    {
        string line = command.Replace("{socket}", Quote(socketPath), StringComparison.Ordinal)
            .Replace("{scenario}", Quote(scenario), StringComparison.Ordinal);
        try
        {
            return new(Process.Start(new ProcessStartInfo("setsid", ["/bin/sh", "-c", line])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!, patience);
        }
        catch (Win32Exception e)
        {
            throw new IOException($"'{line}' did not start: {e.Message}", e);
        }
    }

    /// <summary>Gives an order. A command that once did not answer is not asked again.</summary>
    /// <param name="order">A JSON object in one line.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <returns>Null when it was carried out, otherwise why it is unsupported.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<string?> OrderAsync(string order, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (_isMute) return NoAnswer(order);
            // What was said before the order does not answer it.
            while (_answers.Reader.TryRead(out _)) { }
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(_patience);
            try
            {
                await _process.StandardInput.WriteLineAsync(order.AsMemory(), deadline.Token);
                await _process.StandardInput.FlushAsync(deadline.Token);
                return WhyNot(order, await _answers.Reader.ReadAsync(deadline.Token));
            }
            catch (Exception e) when (e is IOException or ChannelClosedException or ObjectDisposedException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                _isMute = true;
                return NoAnswer(order);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>How it ended by itself, with what it said last; null while it runs.</summary>
    public async Task<string?> EndingAsync()
    {
        if (!_process.HasExited) return null;
        // All of it, unless a child of the command keeps the pipe open.
        await _readingErrors.WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var said = ErrorLines.TakeLast(LinesTold).ToList();
        // The shell and .NET tell a signal by 128 and its number.
        string how = _process.ExitCode > 128 ? $"was killed by signal {_process.ExitCode - 128}" : $"ended with exit code {_process.ExitCode}";
        return $"the command {how}{(said.Count == 0 ? " and said nothing" : $": {string.Join(" | ", said)}")}";
    }

    /// <summary>Ends the command with all that it has started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        new GuestProcesses(_process.Id, TimeProvider.System).Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _ended.Dispose();
        _oneAtATime.Dispose();
    }

    private static string NoAnswer(string order) => $"the command does not answer the order {order}";

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string? WhyNot(string order, string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (json.RootElement.TryGetProperty("unsupported", out var why)) return why.ValueKind == JsonValueKind.String ? why.GetString() : "unsupported";
                if (json.RootElement.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True) return null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Told below: what it said is in the message.
        }
        return $"the command answers '{(answer.Length > 200 ? answer[..200] + "…" : answer)}' to the order {order}";
    }

    private async Task ReadAnswersAsync()
    {
        var line = new StringBuilder();
        await ReadAsync(_process.StandardOutput, text =>
        {
            foreach (char c in text.Span)
            {
                if (c != '\n')
                {
                    if (line.Length < LongestAnswer) line.Append(c);
                    continue;
                }
                _answers.Writer.TryWrite(line.ToString());
                line.Clear();
            }
        });
        _answers.Writer.TryComplete();
    }

    private Task ReadErrorsAsync() => ReadAsync(_process.StandardError, text => _errors.Append(text.Span));

    private static async Task ReadAsync(StreamReader reader, Action<ReadOnlyMemory<char>> take)
    {
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var length) take(buffer.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The command is being ended.
        }
    }

    private async Task WatchEndAsync()
    {
        try
        {
            await _process.WaitForExitAsync();
            await _ended.CancelAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }
}
