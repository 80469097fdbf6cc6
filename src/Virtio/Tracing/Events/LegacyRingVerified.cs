using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>
/// The suite has read a legacy queue in guest memory, at the places that follow from its address and in the guest's byte
/// order (virtio 1.4, 2.7.2 and 2.7.3).
/// </summary>
/// <param name="Queue">The queue.</param>
/// <param name="Available">Index of the available ring.</param>
/// <param name="StrangeAvailable">How many entries before it do not lead to a chain of buffers in guest memory.</param>
/// <param name="Used">Index of the used ring.</param>
/// <param name="StrangeUsed">How many entries before it name no chain that was made available.</param>
public sealed record LegacyRingVerified(BalloonQueue Queue, int Available, int StrangeAvailable, int Used, int StrangeUsed) : TraceEvent(TraceActor.Suite);
