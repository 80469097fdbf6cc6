using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Leaves something in the flags of the used ring that it allocates.</summary>
internal sealed class ForgottenUsedFlags : SplitDriverQueue
{
    public ForgottenUsedFlags(GuestMemory memory, QueueAddresses addresses, RingOptions options)
        : base(memory, addresses, options) => Memory.TryWriteNumber(addresses.Device, 1);
}
