using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A rule about a device that is suspended and works on (virtio 1.4, 3.4).</summary>
internal abstract class SuspensionRule : PerLifeRule
{
    private const DeviceStatus Both = DeviceStatus.Suspend | DeviceStatus.DriverOk;

    /// <summary>How far it is, the present event included.</summary>
    protected SuspensionPhase Phase { get; private set; }

    /// <summary>Whether a status shows the device as suspended.</summary>
    protected static bool IsSuspended(DeviceStatus status) => (status & Both) == DeviceStatus.Suspend;

    /// <summary>Whether a status shows the device at work.</summary>
    protected static bool IsAtWork(DeviceStatus status) => (status & Both) == DeviceStatus.DriverOk;

    /// <summary>Whether a status shows that only a reset helps.</summary>
    protected static bool NeedsReset(DeviceStatus status) => (status & DeviceStatus.DeviceNeedsReset) != 0;

    /// <summary>The status that the event shows as the device's own; null when it shows none.</summary>
    protected static DeviceStatus? Shown(TraceEvent e) => e switch
    {
        StatusRead read => read.Status,
        DeviceStatusChanged changed => changed.Status,
        _ => null,
    };

    /// <summary>Whether the driver sets SUSPEND with this event.</summary>
    protected bool SetsSuspend(TraceEvent e) => e is StatusWritten { Status: var status }
        && status.HasFlag(DeviceStatus.Suspend) && !Context.Life.Status.HasFlag(DeviceStatus.Suspend);

    protected sealed override void Watch(TraceEvent e)
    {
        var before = Phase;
        Phase = After(e);
        Watch(e, before);
    }

    /// <summary>Takes the next event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="before">How far it was before.</param>
    protected abstract void Watch(TraceEvent e, SuspensionPhase before);

    protected override void Reborn(TraceEvent reset) => Phase = SuspensionPhase.None;

    private SuspensionPhase After(TraceEvent e) => (Phase, e) switch
    {
        (SuspensionPhase.None, _) when SetsSuspend(e) && Context.Life.IsDriverOk && Context.Life.Accepts(Feature.Suspend) => SuspensionPhase.Asked,
        (SuspensionPhase.Asked, _) when Shown(e) is { } status && IsSuspended(status) => SuspensionPhase.Suspended,
        (SuspensionPhase.Suspended, StatusWritten { Status: var status }) when status.HasFlag(DeviceStatus.DriverOk) => SuspensionPhase.Resuming,
        (SuspensionPhase.Resuming, _) when Shown(e) is { } status && IsAtWork(status) => SuspensionPhase.None,
        (_, _) when Shown(e) is { } status && NeedsReset(status) => SuspensionPhase.None,
        _ => Phase,
    };
}
