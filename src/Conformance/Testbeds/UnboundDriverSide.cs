using Ballast.Conformance.Steps;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Testbeds;

/// <summary>A guest whose driver has looked at the device and left it alone.</summary>
/// <param name="reason">Why.</param>
public sealed class UnboundDriverSide(string reason) : IDriverSide
{
    /// <inheritdoc/>
    public Task BindAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task UnbindAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SuspendAsync(CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public Task ResetQueueAsync(BalloonQueue queue, CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public Task<ulong> FreeMemoryAsync(CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public Task UseMemoryAsync(CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public Task VerifyMemoryAsync(CancellationToken cancellation) => throw NotBound();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private StepFailureException NotBound() => new("a driver that drives the device", reason);
}
