using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>
/// The converse of a permission: the device alters a page only while its inflate request is outstanding, and with
/// MUST_TELL_HOST also while it is in the balloon. One clause for each of the two cases.
/// </summary>
/// <param name="clause">The clause.</param>
/// <param name="told">Whether it is the clause for MUST_TELL_HOST.</param>
internal sealed class DeviceLeavesPagesAlone(ClauseId clause, bool told) : PerLifeRule
{
    private const int FrameLimit = 1 << 20;
    private readonly HashSet<ulong> _touched = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life.Accepts(Feature.MustTellHost) != told) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.Inflate } chain when _touched.Count < FrameLimit:
                _touched.UnionWith(BalloonedPages.FramesOf(chain));
                break;
            case SourceVerified { What: "returned", Wrong: var wrong }:
                Check(e, wrong.Pages == 0, $"pages {wrong} changed after they were deflated");
                break;
            case SourceVerified { What: "acknowledged", Wrong: var wrong } when !told:
                Check(e, wrong.Pages == 0, $"pages {wrong} changed after their inflate buffer was used");
                break;
            case MemoryWritten { By: DirtyClient.Device, Pages: var written } when Context.Map is { } map:
                var altered = written.Intersect(Pages(map, _touched));
                if (altered.Pages == 0) break;
                var open = Pages(map, Context.Balloon.FramesInFlight);
                if (told) open = open.Union(Pages(map, Context.Balloon.HeldFrames));
                var outside = altered.Except(open);
                Check(e, outside.Pages == 0, $"the device alters pages {outside}, which are not its to alter");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _touched.Clear();

    private static PageSet Pages(RamMap map, IEnumerable<ulong> frames) => map.FramesToPages(frames.Select(f => new PageRun(f, 1)));
}
