using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Testbeds;

/// <summary>A guest with a balloon driver under test, as far as a scenario steers it. What a side cannot do is unsupported, with a reason.</summary>
public interface IDriverSide : IAsyncDisposable
{
    /// <summary>Lets the driver find the device and initialise it. May return before it is in operation.</summary>
    Task BindAsync(CancellationToken cancellation);

    /// <summary>Takes the driver off the device.</summary>
    Task UnbindAsync(CancellationToken cancellation);

    /// <summary>Lets the driver suspend the device.</summary>
    Task SuspendAsync(CancellationToken cancellation);

    /// <summary>Lets the driver make a suspended device work on.</summary>
    Task ResumeAsync(CancellationToken cancellation);

    /// <summary>Lets the driver reset a queue and set it up again.</summary>
    Task ResetQueueAsync(BalloonQueue queue, CancellationToken cancellation);

    /// <summary>Bytes of memory that the guest has free.</summary>
    Task<ulong> FreeMemoryAsync(CancellationToken cancellation);

    /// <summary>Lets programs of the guest write to nearly all memory that they can get.</summary>
    Task UseMemoryAsync(CancellationToken cancellation);

    /// <summary>Looks whether everything that programs of the guest wrote is still there.</summary>
    /// <exception cref="Steps.StepFailureException">Something is lost.</exception>
    Task VerifyMemoryAsync(CancellationToken cancellation);
}
