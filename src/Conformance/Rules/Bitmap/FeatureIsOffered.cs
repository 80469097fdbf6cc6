using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The host offers GET_FREE_PAGES as bit 3.</summary>
internal sealed class FeatureIsOffered : BitmapRule
{
    public override ClauseId Clause => "bitmap.feature.1";

    protected override void Look(TraceEvent e)
    {
        if (e is FeaturesOffered { Features: var offered }) Check(e, offered.Has(Feature.GetFreePages), "GET_FREE_PAGES is not offered");
    }
}
