using Ballast.Conformance.Clauses;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>
/// A hinted page that the guest takes back before DONE is initialised. Seen by altering hinted pages as a device may, and
/// looking at those that the guest uses again.
/// </summary>
internal sealed class ReleasedPagesAreInitialised : PerLifeRule
{
    private PageSet _altered = PageSet.Empty;
    private PageSet _reused = PageSet.Empty;

    public override ClauseId Clause => "driver.balloon.hinting.9";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case MemoryWritten { By: DirtyClient.Device, Pages: var altered }:
                _altered = _altered.Union(altered);
                break;
            case MemoryWritten { By: DirtyClient.Guest, Pages: var written }:
                _reused = _reused.Union(written.Intersect(_altered));
                break;
            case SourceVerified { What: "reused", Wrong: var wrong } when _reused.Pages > 0:
                var stale = wrong.Intersect(_reused);
                Check(e, stale.Pages == 0, $"pages {stale} are used again with what the device left in them");
                break;
            case SourceVerified { What: "released", Wrong: var wrong } when _altered.Pages > 0:
                Check(e, wrong.Pages == 0, $"pages {wrong} were taken back and hold what the device left in them");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_altered, _reused) = (PageSet.Empty, PageSet.Empty);
}
