using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Writes to the descriptor that it returned before.</summary>
internal sealed class WritesAfterReturning(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
{
    private PackedPosition? _before;

    protected override bool WriteDescriptor(PackedPosition position, ushort id, uint length, DescriptorFlags flags)
    {
        if (_before is { } last) Memory.Guest.TryWrite(At(last) + PackedDescriptor.LengthOffset, (Virtio.Wire.Le32)length);
        _before = position;
        return base.WriteDescriptor(position, id, length, flags);
    }
}
