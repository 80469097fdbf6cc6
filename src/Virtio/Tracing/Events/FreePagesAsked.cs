using Ballast.Virtio.Balloon;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The migration asks the guest for its free pages.</summary>
/// <param name="CommandId">The id of the round in the hint dialect; null in the bitmap dialect.</param>
public sealed record FreePagesAsked(CommandId? CommandId) : TraceEvent(TraceActor.Migration);
