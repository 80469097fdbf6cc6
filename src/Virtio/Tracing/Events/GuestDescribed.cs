namespace Ballast.Virtio.Tracing.Events;

/// <summary>What the suite knows of the guest, because it started it so: facts that no transport shows (virtio 1.4, 5.5.3.1).</summary>
/// <param name="InitialisesOnFree">Whether the guest relies on its free pages being zero.</param>
/// <param name="PoisonsFreePages">Whether the guest relies on its free pages holding a poison other than zero.</param>
public sealed record GuestDescribed(bool InitialisesOnFree, bool PoisonsFreePages) : TraceEvent(TraceActor.Suite);
