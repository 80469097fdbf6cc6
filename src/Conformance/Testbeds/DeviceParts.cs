using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>What the device of a scenario is made of.</summary>
/// <param name="Options">What it offers and how it is laid out.</param>
/// <param name="Loop">The loop on which it works.</param>
/// <param name="Trace">Where it notes what happens.</param>
/// <param name="Ram">The guest's RAM; null when the other side brings it.</param>
/// <param name="Held">Queues whose buffers are returned only when the scenario says so.</param>
/// <param name="RefusesOnce">Whether the first set of features is refused, whatever it is.</param>
public sealed record DeviceParts(
    BalloonDeviceOptions Options, IEventLoop Loop, ITraceSink Trace, IRam? Ram, HashSet<BalloonQueue> Held, bool RefusesOnce)
{
    /// <summary>Whether used lengths count the driver's own bytes too, as devices of old had it (virtio 1.4, 5.5.6.2.1).</summary>
    public bool ReportsTotalLength { get; init; }

    /// <summary>Whether answers of the bitmap dialect are never returned.</summary>
    public bool HoldsAnswers { get; init; }

    /// <summary>Whether suspending, resuming and the reset of a queue show only when the driver has looked for them a few times.</summary>
    public bool TakesTime { get; init; }

    /// <summary>Whether the device comes to need a reset when it is asked to suspend.</summary>
    public bool BreaksOnSuspend { get; init; }

    /// <summary>What num_pages changes to as soon as it has been read for the first time; null when it stays.</summary>
    public uint? TargetAfterRead { get; init; }
}
