using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Sets the flag of the used ring though EVENT_IDX was negotiated.</summary>
internal sealed class UsedFlagWithEventIndex(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override ushort UsedFlags(NotificationWish wish) => (ushort)(wish.IsNever ? 1 : 0);
}
