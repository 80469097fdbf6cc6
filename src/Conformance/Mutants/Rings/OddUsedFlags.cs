using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Asks for silence with an undefined flag of the used ring.</summary>
internal sealed class OddUsedFlags(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override ushort UsedFlags(NotificationWish wish) => (ushort)(base.UsedFlags(wish) << 1);
}
