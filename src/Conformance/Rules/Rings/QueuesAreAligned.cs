using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>Descriptor table, available ring and used ring are aligned to 16, 2 and 4 bytes.</summary>
internal sealed class QueuesAreAligned : PerLifeRule
{
    public override ClauseId Clause => "driver.split.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is not QueueConfigured { Index: var index, Addresses: var at } || Context.Life.Accepts(Feature.RingPacked)) return;
        bool aligned = at.Descriptors % SplitLayout.DescriptorAlignment == 0 && at.Driver % SplitLayout.AvailableAlignment == 0
            && at.Device % SplitLayout.UsedAlignment == 0;
        Check(e, aligned, $"queue {index} lies at 0x{at.Descriptors:x}, 0x{at.Driver:x}, 0x{at.Device:x}");
    }
}
