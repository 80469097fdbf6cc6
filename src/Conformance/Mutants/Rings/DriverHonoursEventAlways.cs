using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Goes by the event index though EVENT_IDX was not negotiated.</summary>
internal sealed class DriverHonoursEventAlways(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override bool IsNotificationWanted(int moved) => Options.EventIndex ? base.IsNotificationWanted(moved) : IsAwaited(moved);

    private bool IsAwaited(int moved) =>
        Memory.TryReadNumber(Addresses.Device + SplitLayout.AvailableEventOffset(Size), out ushort awaited)
        && Memory.TryReadNumber(Addresses.Driver + SplitLayout.IndexOffset, out ushort index)
        && (ushort)(index - awaited - 1) < moved;
}
