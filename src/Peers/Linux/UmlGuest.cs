using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Ballast.Peers.Linux;

/// <summary>A running Linux guest: the kernel as User Mode Linux, BusyBox as its user space, orders over its
/// console.</summary>
public sealed partial class UmlGuest : IAsyncDisposable
{
    // The terminal of the guest buffers 4096 bytes; a line that fits is never held up by its flow control.
    private const int LongestOrder = 3500;
    private const int TokenBytes = 16;

    private readonly Process _process;
    private readonly GuestProcesses _processes;
    private readonly GuestWatchdog _watchdog;
    private readonly UmlGuestOptions _options;
    private readonly string _folder;
    private readonly ConsoleLog _log = new();
    private readonly ReplyParser _parser;
    private readonly SemaphoreSlim _turn = new(0, 1);
    private readonly Lock _lock = new();
    private readonly Task _ready;
    private readonly Task _ended;
    private TaskCompletionSource<ParsedReply>? _awaited;
    private GuestException? _over;
    private volatile bool _isPaused;
    private int _isDisposed;

    private UmlGuest(Process process, int session, GuestWatchdog watchdog, string folder, string nonce, UmlGuestOptions options)
    {
        (_process, _watchdog, _folder, _options) = (process, watchdog, folder, options);
        _processes = new GuestProcesses(session, options.Time);
        _parser = new ReplyParser(options.LongestOutput);
        _ready = Expect(nonce);
        _ended = WatchAsync(ReadRepliesAsync(), ReadLogAsync());
    }

    /// <summary>The process id of the kernel, which is also the session and process group of all its processes.</summary>
    public int ProcessId => _processes.Session;

    /// <summary>The latest messages of the kernel.</summary>
    public IReadOnlyList<string> KernelLog => _log.Lines;

    /// <summary>Completes when the guest has ended and none of its processes is left.</summary>
    public Task Ended => _ended;

    /// <summary>Runs a command by the guest's shell and waits for its end. Commands run one after the other.</summary>
    /// <param name="command">Shell commands, one or several lines. What they leave running in the background must not
    /// print.</param>
    /// <param name="cancellation">Gives up waiting; the command runs on, and the next one waits for its end.</param>
    /// <exception cref="GuestException">The guest ended, panicked, or did not answer before the deadline.</exception>
    /// <exception cref="ArgumentException">The command is longer than 3500 bytes or contains NUL.</exception>
    public async Task<CommandResult> RunAsync(string command, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var token = NewToken();
        var order = Encoding.UTF8.GetBytes($"{token} {ShellQuote.OneLine(command)}\n");
        if (order.Length > LongestOrder || order.AsSpan().Contains((byte)0) || command.Contains('\r', StringComparison.Ordinal))
            throw new ArgumentException($"a command must fit into {LongestOrder} bytes, without NUL and carriage return", nameof(command));
        if (_isPaused)
            throw new InvalidOperationException("the guest is paused");

        using var deadline = new CancellationTokenSource(_options.Deadline, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            await _turn.WaitAsync(either.Token).ConfigureAwait(false);
            var answer = Expect(token);
            await SendAsync(order).ConfigureAwait(false);
            var reply = await answer.WaitAsync(either.Token).ConfigureAwait(false);
            return reply.Overflowed
                ? throw Failed(GuestFailure.TooMuchOutput, $"a command printed more than {_options.LongestOutput} bytes: {Gist(command)}")
                : new CommandResult(reply.ExitCode, reply.Output);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failed(GuestFailure.Silent, $"the guest did not answer within {_options.Deadline.TotalSeconds:0.#} s: {Gist(command)}", e);
        }
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>Its output.</returns>
    /// <exception cref="GuestException">As <see cref="RunAsync"/>, or the command failed.</exception>
    public async Task<string> RequireAsync(string command, CancellationToken cancellation = default)
    {
        var result = await RunAsync(command, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output
            : throw Failed(GuestFailure.CommandFailed, $"exit status {result.ExitCode} of {Gist(command)}: {Gist(result.Output)}");
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    private static string Gist(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length > 100 ? $"{line.AsSpan(0, 100)}…" : line;
    }

    private GuestException Failed(GuestFailure failure, string summary, Exception? cause = null) =>
        new(failure, summary, _log.Last, cause);

    // The turn is given back by whoever completes the answer, not by whoever stops waiting for it.
    private Task<ParsedReply> Expect(string token)
    {
        lock (_lock)
        {
            var awaited = new TaskCompletionSource<ParsedReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_over is { } over)
            {
                awaited.SetException(over);
                _turn.Release();
            }
            else
            {
                _parser.Expect(token);
                _awaited = awaited;
            }

            return awaited.Task;
        }
    }

    private async Task SendAsync(byte[] order)
    {
        try
        {
            var input = _process.StandardInput.BaseStream;
            await input.WriteAsync(order).ConfigureAwait(false);
            await input.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The guest has ended; whoever watches it fails the answer, with its last words.
        }
    }
}
