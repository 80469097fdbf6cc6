using Ballast.Conformance.Rules.SplitRing;
using Ballast.Virtio;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> SplitRing() =>
    [
        new QueuesAreAligned(), new ReadableComesFirst(), new FramingDoesNotMatter(), new UsedLengthIsWritten(),
        new RingIsAccepted("driver.split.descriptor.1", (_, _) => true),
        new RingIsAccepted("driver.split.indirect.1", (_, life) => !life.Accepts(Feature.IndirectDesc)),
        new RingIsAccepted("driver.split.indirect.2", (chain, _) => chain.IsIndirect),
        new RingIsAccepted("driver.split.indirect.3", (chain, _) => chain.Buffers.Count > 1),
        new RingIsAccepted("driver.split.indirect.4", (chain, _) => chain.IsIndirect),
        new RingIsAccepted("driver.split.available.1", (_, _) => true),
    ];
}
