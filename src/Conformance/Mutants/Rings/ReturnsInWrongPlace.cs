using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Writes used descriptors one place too far.</summary>
internal sealed class ReturnsInWrongPlace(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
{
    protected override bool WriteDescriptor(PackedPosition position, ushort id, uint length, DescriptorFlags flags) =>
        base.WriteDescriptor(position.Plus(1, Size), id, length, flags);
}
