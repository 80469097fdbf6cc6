using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>Once the command id is DONE, the driver releases every hinted page.</summary>
internal sealed class HintedPagesAreReleased : PerLifeRule
{
    private readonly List<PageRun> _hinted = [];
    private TraceEvent? _done;
    private ulong _bytes;
    private ulong? _before;
    private ulong? _latest;

    public override ClauseId Clause => "driver.balloon.hinting.10";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } read && new CommandId(read) == CommandId.Done && _bytes > 0) _done ??= e;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock, Buffers: var buffers }:
                foreach (var buffer in buffers)
                {
                    _bytes += buffer.Length;
                    if (Context.Map is { } map) _hinted.AddRange(map.PagesOf(buffer.Address, buffer.Length));
                }
                if (_bytes > 0) _before ??= _latest;
                break;
            case ChainAvailable { Content: Virtio.Tracing.Content.Statistics { Entries: var entries } }:
                _latest = entries.Where(s => s.Tag == StatisticTag.MemoryFree).Select(s => (ulong?)s.Value).FirstOrDefault();
                if (_done is not null && _before is { } before && _latest is { } after && Context.IsGuestQuiet) JudgeFigures(e, before, after);
                break;
            case MemoryWritten { By: DirtyClient.Guest, Pages: var written } when _hinted.Count > 0:
                var rest = PageSet.Of(_hinted).Except(written);
                _hinted.Clear();
                _hinted.AddRange(rest);
                break;
            case FreePagesListed { Pages: var free } when _done is not null && _hinted.Count > 0:
                var kept = PageSet.Of(_hinted).Except(free);
                Check(e, kept.Pages == 0, $"pages {kept} were hinted and are not free again after DONE");
                Forget();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => Forget();

    // Statistics are the guest's own view, and other things happen in it: half of what was hinted must show.
    private void JudgeFigures(TraceEvent e, ulong before, ulong after)
    {
        Check(e, after + _bytes / 2 >= before, $"{_bytes} bytes were hinted; free memory was {before} bytes before and is {after} after DONE");
        Forget();
    }

    private void Forget()
    {
        _hinted.Clear();
        (_done, _bytes, _before) = (null, 0, null);
    }
}
