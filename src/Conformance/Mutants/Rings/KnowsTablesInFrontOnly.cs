using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Knows indirect descriptors only where a chain begins with one.</summary>
internal sealed class KnowsTablesInFrontOnly(GuestMemory memory, QueueAddresses addresses, RingOptions options) : SplitDeviceQueue(memory, addresses, options)
{
    protected override bool RefersToTable(SplitDescriptor descriptor, bool isFirst) => isFirst && base.RefersToTable(descriptor, isFirst);
}
