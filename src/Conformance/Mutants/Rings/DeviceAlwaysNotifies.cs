using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Notifies whatever the other side wants.</summary>
internal sealed class DeviceAlwaysNotifies(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool IsNotificationWanted(int moved) => true;
}
