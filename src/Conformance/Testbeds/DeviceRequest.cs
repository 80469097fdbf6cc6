using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Testbeds;

/// <summary>What a scenario wants of a device that is not ours.</summary>
/// <param name="Plan">What its Given steps ask for.</param>
/// <param name="Carrier">What carries the protocol.</param>
/// <param name="Loop">The driver's loop: notifications are posted to it.</param>
/// <param name="Trace">Where accesses to registers are noted.</param>
/// <param name="Scenario">Id of the scenario.</param>
/// <param name="StreamFile">Where the stream of a migration is kept; null where it is not.</param>
/// <param name="Cancellation">Ends everything.</param>
public sealed record DeviceRequest(
    TestbedPlan Plan, TransportKind Carrier, IEventLoop Loop, ITraceSink Trace, string Scenario, string? StreamFile, CancellationToken Cancellation);
