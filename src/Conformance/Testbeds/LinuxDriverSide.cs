using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Steps;
using Ballast.Peers.Linux;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Testbeds;

/// <summary>A Linux kernel as the driver under test, booted for one scenario and steered over its console.</summary>
/// <param name="side">The device that it is given.</param>
/// <param name="kernel">The kernel.</param>
/// <param name="plan">What the scenario asks for.</param>
public sealed class LinuxDriverSide(VhostUserSide side, UmlKernel kernel, TestbedPlan plan) : IDriverSide
{
    // What the kernel is left with to run in while programs take the rest.
    private const int KeptMiB = 32;

    private UmlGuest? _guest;

    private UmlGuest Guest => _guest ?? throw new InvalidOperationException("the kernel was not started");

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellation)
    {
        if (_guest is not null)
        {
            await _guest.BindAsync(cancellation);
            return;
        }
        if (plan.FreePageValue > 0) throw new StepUnsupportedException("a kernel fills its free pages with zeros, unless it was built with CONFIG_PAGE_POISONING");
        if (plan.Numbering != QueueNumbering.Negotiated) throw new StepUnsupportedException("Linux numbers queues by what was negotiated");
        if (plan.Blocks is not null) throw new StepUnsupportedException("User Mode Linux has no RAM blocks");
        _guest = await UmlGuest.StartAsync(
            kernel,
            new()
            {
                MemoryMiB = (int)(plan.RamSize >> 20),
                VhostUserSocket = side.SocketPath,
                KernelArguments = plan.FreePageValue is null ? [] : ["init_on_free=1"],
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task UnbindAsync(CancellationToken cancellation) => Guest.UnbindAsync(cancellation);

    /// <inheritdoc/>
    public Task SuspendAsync(CancellationToken cancellation) => throw new StepUnsupportedException("suspending the device cannot be ordered in a Linux guest");

    /// <inheritdoc/>
    public Task ResumeAsync(CancellationToken cancellation) => throw new StepUnsupportedException("resuming the device cannot be ordered in a Linux guest");

    /// <inheritdoc/>
    public Task ResetQueueAsync(BalloonQueue queue, CancellationToken cancellation) =>
        throw new StepUnsupportedException("the reset of a queue cannot be ordered in a Linux guest");

    /// <inheritdoc/>
    public async Task<ulong> FreeMemoryAsync(CancellationToken cancellation) =>
        (ulong)(await Guest.ReadFreeMemoryAsync(cancellation)).FreeKiB << 10;

    /// <inheritdoc/>
    public async Task UseMemoryAsync(CancellationToken cancellation)
    {
        // What is free and what the driver holds of free page hints: both can be had. What is in a report that is held cannot.
        long hinted = plan.Held.Contains(BalloonQueue.Reporting) ? 0 : (long)(plan.RamSize >> 20) * 3 / 5;
        long free = (await Guest.ReadFreeMemoryAsync(cancellation)).FreeKiB >> 10;
        await Guest.UseMemoryAsync((int)Math.Max(Math.Max(free, hinted) - KeptMiB, 1), cancellation);
    }

    /// <inheritdoc/>
    public async Task VerifyMemoryAsync(CancellationToken cancellation)
    {
        long strange = await Guest.CountStrangeBytesAsync(cancellation);
        StepFailureException.Unless(strange == 0, "every byte as the guest wrote it", $"{strange} bytes differ");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_guest is not null) await _guest.DisposeAsync();
    }
}
