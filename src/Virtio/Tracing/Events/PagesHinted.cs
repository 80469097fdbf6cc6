namespace Ballast.Virtio.Tracing.Events;

/// <summary>The device took a hint into account: the migration need not send these pages.</summary>
/// <param name="Address">Guest-physical address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Dropped">Pages that are not sent because of it.</param>
public sealed record PagesHinted(ulong Address, ulong Length, ulong Dropped) : TraceEvent(TraceActor.Device);
