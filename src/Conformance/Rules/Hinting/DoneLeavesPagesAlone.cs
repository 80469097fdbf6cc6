using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>After DONE is shown, the device alters no hinted page.</summary>
internal sealed class DoneLeavesPagesAlone : PerLifeRule
{
    private readonly List<PageRun> _hinted = [];
    private bool _done;

    public override ClauseId Clause => "device.balloon.hinting.5";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock, Buffers: var buffers } when Context.Map is { } map:
                foreach (var buffer in buffers) _hinted.AddRange(map.PagesOf(buffer.Address, buffer.Length));
                break;
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after }:
                _done = new CommandId(after) == CommandId.Done;
                if (!_done) _hinted.Clear();
                break;
            case MemoryWritten { By: DirtyClient.Device, Pages: var written } when _done:
                var altered = written.Intersect(PageSet.Of(_hinted));
                if (altered.Pages > 0) Broken(e, $"the device alters the hinted pages {altered} after DONE");
                break;
            case SourceVerified { What: "hinted", Wrong: var wrong } when _done && _hinted.Count > 0:
                Check(e, wrong.Pages == 0, $"the hinted pages {wrong} changed after DONE");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _hinted.Clear();
        _done = false;
    }
}
