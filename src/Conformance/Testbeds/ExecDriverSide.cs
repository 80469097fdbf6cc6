using Ballast.Conformance.Scenarios;
using Ballast.Peers.Adapters;
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
    private AdapterProcess? _process;

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellation)
    {
        if (_process is not null)
        {
            await OrderAsync("""{"do":"bind"}""", cancellation);
            return;
        }
        _process = AdapterProcess.Start(command, side.SocketPath, scenario, patience);
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
        if (_process is not null) await _process.DisposeAsync();
    }

    private async Task OrderAsync(string order, CancellationToken cancellation)
    {
        var process = _process ?? throw new InvalidOperationException("the command was not started");
        if (await process.OrderAsync(order, cancellation) is { } why) throw new StepUnsupportedException(why);
    }
}
