using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes descriptors that are written and not yet available.</summary>
internal sealed class TakesWhatIsWritten(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDeviceQueue(memory, addresses, options)
{
    protected override bool IsAvailable(PackedPosition position, DescriptorFlags flags) =>
        base.IsAvailable(position, flags) || (!position.IsUsed(flags) && IsFilled(position));

    private bool IsFilled(PackedPosition position) =>
        Memory.Guest.TryRead(At(position) + PackedDescriptor.LengthOffset, out Virtio.Wire.Le32 length) && length > 0;
}
