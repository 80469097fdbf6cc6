using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// A device uses the descriptors of a list in their order: the frame numbers that are cut up over them name the pages that
/// the driver meant, and those are given back.
/// </summary>
internal sealed class PackedDataKeepsOrder : PerLifeRule
{
    private bool _isCutUp;

    public override ClauseId Clause => "device.packed.chain.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Content: PageFrames, Buffers.Count: > 1, IsIndirect: false } when Context.Life.Accepts(Feature.RingPacked):
                _isCutUp = true;
                break;
            case SourceVerified { What: SourceVerified.GivenBack, Wrong: var wrong } when _isCutUp:
                Check(e, wrong.Count == 0, $"pages {wrong} were inflated by lists of several descriptors and not given back");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _isCutUp = false;
}
