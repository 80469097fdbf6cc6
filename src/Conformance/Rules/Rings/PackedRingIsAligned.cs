using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>The descriptor ring is aligned to 16 bytes and both event areas to 4.</summary>
internal sealed class PackedRingIsAligned : Rule
{
    public override ClauseId Clause => "driver.packed.1";

    public override void See(TraceEvent e)
    {
        if (e is not QueueConfigured { Index: var index, Addresses: var at } || !Context.Life.Accepts(Feature.RingPacked)) return;
        bool aligned = at.Descriptors % PackedLayout.DescriptorAlignment == 0 && at.Driver % PackedLayout.EventAlignment == 0
            && at.Device % PackedLayout.EventAlignment == 0;
        Check(e, aligned, $"queue {index} lies at 0x{at.Descriptors:x}, 0x{at.Driver:x}, 0x{at.Device:x}");
    }
}
