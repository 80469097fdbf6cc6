using System.Diagnostics;
using System.Text.Json;
using Ballast.Conformance.Scenarios;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A command that the user named as the driver under test, started for one scenario. It connects to our socket. Orders go
/// to its standard input as one JSON object a line, and it answers each with {"ok":true} or {"unsupported":"why"}; a
/// command that answers nothing is driven through the socket alone.
/// </summary>
/// <param name="side">The device that it is given.</param>
/// <param name="command">The command, with {socket} and perhaps {scenario} in it.</param>
/// <param name="scenario">Id of the scenario.</param>
/// <param name="patience">How long it may take for an answer.</param>
public sealed class ExecDriverSide(VhostUserSide side, string command, string scenario, TimeSpan patience) : IDriverSide
{
    private Process? _process;

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellation)
    {
        if (_process is not null)
        {
            await OrderAsync("""{"do":"bind"}""", cancellation);
            return;
        }
        string line = command.Replace("{socket}", Quote(side.SocketPath), StringComparison.Ordinal)
            .Replace("{scenario}", Quote(scenario), StringComparison.Ordinal);
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec " + line])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"'{line}' did not start");
    }

    /// <inheritdoc/>
    public Task UnbindAsync(CancellationToken cancellation) => OrderAsync("""{"do":"unbind"}""", cancellation);

    /// <inheritdoc/>
    public Task SuspendAsync(CancellationToken cancellation) => throw new StepUnsupportedException("suspending the device cannot be ordered over the adapter contract");

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation) => throw new StepUnsupportedException("resuming the device cannot be ordered over the adapter contract");

    /// <inheritdoc/>
    public Task ResetQueueAsync(BalloonQueue queue, CancellationToken cancellation) =>
        throw new StepUnsupportedException("the reset of a queue cannot be ordered over the adapter contract");

    /// <inheritdoc/>
    public Task<ulong> FreeMemoryAsync(CancellationToken cancellation) =>
        throw new StepUnsupportedException("what is free in the guest cannot be asked for over the adapter contract");

    /// <inheritdoc/>
    public Task UseMemoryAsync(CancellationToken cancellation)
    {
        ulong bytes = 0;
        foreach (var region in side.SharedMemory.Regions) bytes += region.Length;
        return OrderAsync($$"""{"do":"use-memory","mib":{{bytes * 9 / 10 >> 20}}}""", cancellation);
    }

    /// <inheritdoc/>
    public Task VerifyMemoryAsync(CancellationToken cancellation) =>
        throw new StepUnsupportedException("what programs of the guest wrote cannot be asked for over the adapter contract");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        try
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        _process.Dispose();
    }

    private async Task OrderAsync(string order, CancellationToken cancellation)
    {
        var process = _process ?? throw new InvalidOperationException("the command was not started");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(patience);
        string? answer;
        try
        {
            await process.StandardInput.WriteLineAsync(order.AsMemory(), deadline.Token);
            await process.StandardInput.FlushAsync(deadline.Token);
            answer = await process.StandardOutput.ReadLineAsync(deadline.Token);
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            answer = null;
        }
        if (answer is null) throw new StepUnsupportedException($"the command does not answer the order {order}");
        Check(order, answer);
    }

    private static void Check(string order, string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.TryGetProperty("unsupported", out var why)) throw new StepUnsupportedException(why.GetString() ?? "unsupported");
            if (json.RootElement.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True) return;
        }
        catch (JsonException)
        {
            // Told below: what it said is in the message.
        }
        throw new StepUnsupportedException($"the command answers '{answer}' to the order {order}");
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
