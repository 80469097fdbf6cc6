using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>Without MUST_TELL_HOST a legacy guest may use ballooned pages before it deflates them.</summary>
internal sealed class PagesMayBeUsedBeforeTelling : PerLifeRule
{
    private MemoryWritten? _used;

    public override ClauseId Clause => "device.legacy.balloon.features.2";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsLegacy || Context.Life.Accepts(Feature.MustTellHost)) return;
        switch (e)
        {
            case MemoryWritten { By: DirtyClient.Guest, Pages: var written } when Context.Map is { } map:
                if (map.FramesToPages(Context.Balloon.HeldFrames.Select(f => new PageRun(f, 1))).Intersect(written).Pages > 0) _used = (MemoryWritten)e;
                break;
            case Refused { By: TraceActor.Device, Violation.Message: var message } when _used is not null:
                Broken(e, $"pages were used before they were deflated, and the device refuses: {message}");
                break;
            case SourceVerified { What: "reused early", Wrong: var wrong } when _used is not null:
                Check(e, wrong.Pages == 0, $"pages {wrong} were used before they were deflated, and lost what was written");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _used = null;
}
