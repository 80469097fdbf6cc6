using Ballast.Conformance.Clauses;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>What an answer says of some part of RAM is held against what the guest's allocator says around it.</summary>
internal sealed class ReportedPagesAreFree(ClauseId clause, RamPart part, bool needsBoth) : BitmapRule
{
    private readonly List<PageSet> _before = [];
    private (ChainAvailable Event, PageSet Reported)? _open;

    public override ClauseId Clause => clause;

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case FreePagesListed { Pages: var free }:
                if (_open is { } open) Conclude(open.Event, open.Reported, free);
                // What was free at the request or since may be reported; older lists are void.
                if (!Exchange.IsAsked) _before.Clear();
                _before.Add(free);
                break;
            case ChainAvailable { Content: FreePageAnswer { Pages: { } reported, Omitted: 0 } } chain when Fault(chain.Content) is null:
                _open = (chain, reported);
                if (!needsBoth && _before.Count > 0 && IsFree(reported)) Conclude(chain, reported, PageSet.Empty);
                break;
            case ChainUsed used when Exchange.IsRequest(used):
                _open = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _before.Clear();
        _open = null;
    }

    private bool IsFree(PageSet reported) => reported.Except(PageSet.Of(_before.SelectMany(p => p))).Pages == 0;

    private void Conclude(ChainAvailable answer, PageSet reported, PageSet after)
    {
        _open = null;
        if (_before.Count == 0) return;
        var range = Range();
        var free = PageSet.Of(_before.SelectMany(p => p)).Union(after).Intersect(range);
        var claimed = reported.Intersect(range);
        if (claimed.Pages == 0 && free.Pages == 0) return;
        var inUse = claimed.Except(free);
        if (inUse.Pages > 0) Broken(answer, $"pages {inUse} are reported free and are in use");
        else if (claimed.Pages > 0) Kept(answer);
    }

    private PageSet Range()
    {
        ulong split = (Context.Machine?.Below4G ?? Context.Header.RamSize ?? 0) >> PageRun.PageShift;
        return part switch
        {
            RamPart.Low => PageSet.Of(new PageRun(0, split)),
            RamPart.High => PageSet.Of(new PageRun(split, (Context.RamPages ?? split) - split)),
            _ => PageSet.Of(new PageRun(0, Context.RamPages ?? 0)),
        };
    }
}
