using Ballast.Guest;
using Ballast.Host.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Testbeds;

/// <summary>A guest and its balloon, stopped and resumed together: when both stand still, nobody writes to RAM.</summary>
/// <param name="guest">The guest; null when its driver is driven by hand, and so does nothing by itself.</param>
/// <param name="device">The balloon.</param>
public sealed class MigratedMachine(ReferenceGuest? guest, BalloonDevice device) : IMigratedGuest
{
    /// <inheritdoc/>
    public bool IsRunning => !device.IsPaused;

    /// <inheritdoc/>
    public void Stop()
    {
        guest?.Stop();
        device.Pause();
    }

    /// <inheritdoc/>
    public void Resume()
    {
        device.Resume();
        guest?.Resume();
    }
}
