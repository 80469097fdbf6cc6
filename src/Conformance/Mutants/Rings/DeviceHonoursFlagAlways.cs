using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Goes by the flag also where EVENT_IDX was negotiated.</summary>
internal sealed class DeviceHonoursFlagAlways(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool IsNotificationWanted(int moved) => IsFlagClear() && base.IsNotificationWanted(moved);

    private bool IsFlagClear() => Memory.TryReadNumber(Addresses.Driver, out ushort flags) && (flags & 1) == 0;
}
