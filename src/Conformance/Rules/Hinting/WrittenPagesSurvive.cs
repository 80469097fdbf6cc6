using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>
/// The converse of a permission: a page that the guest has written since the command id was issued is not dropped,
/// though it was hinted.
/// </summary>
internal sealed class WrittenPagesSurvive : Rule
{
    private readonly List<PageRun> _hinted = [];
    private readonly List<PageRun> _written = [];

    public override ClauseId Clause => "device.balloon.hinting.4";

    public override void See(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case FreePagesAsked or MigrationSetUp:
                _written.Clear();
                _hinted.Clear();
                break;
            case MemoryWritten { By: DirtyClient.Guest, Pages: var written }:
                _written.AddRange(written);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock, Buffers: var buffers } when Context.Map is { } map:
                foreach (var buffer in buffers) _hinted.AddRange(map.PagesOf(buffer.Address, buffer.Length));
                break;
            case DestinationVerified { Wrong: var wrong }:
                Look(e, wrong);
                break;
            case SourceVerified { What: "canaries" or "reused", Wrong: var wrong }:
                Look(e, wrong);
                break;
        }
    }

    private void Look(TraceEvent e, PageSet wrong)
    {
        var both = PageSet.Of(_written).Intersect(PageSet.Of(_hinted));
        if (both.Pages == 0) return;
        var lost = wrong.Intersect(both);
        Check(e, lost.Pages == 0, $"pages {lost} were hinted and written, and what was written is lost");
    }
}
