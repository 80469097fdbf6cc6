using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Goes by the flag also where EVENT_IDX was negotiated.</summary>
internal sealed class DriverHonoursFlagAlways(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDriverQueue(memory, addresses, options)
{
    protected override bool IsNotificationWanted(int moved) => IsFlagClear() && base.IsNotificationWanted(moved);

    private bool IsFlagClear() => Memory.TryReadNumber(Addresses.Device, out ushort flags) && (flags & 1) == 0;
}
