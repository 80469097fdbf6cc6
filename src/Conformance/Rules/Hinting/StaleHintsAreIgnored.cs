using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>Pages given under an id other than the current one are ignored.</summary>
internal sealed class StaleHintsAreIgnored : PerLifeRule
{
    private HintRound _round = new();
    private ChainAvailable? _stale;

    public override ClauseId Clause => "device.balloon.hinting.3";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } chain when Context.Shown is { } shown:
                _stale = _round.Named is { } named && named.IsRound && named == shown ? null : chain;
                break;
            case PagesHinted { Address: var address, Length: var length } when _stale is not null && Covers(_stale, address, length):
                Broken(e, $"a block is taken that was hinted under {_round.Named?.ToString() ?? "no id"} while {Context.Shown} is current");
                _stale = null;
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head } when _stale?.Head == head:
                Kept(e);
                _stale = null;
                break;
        }
        _round.Note(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        _round = new();
        _stale = null;
    }

    private static bool Covers(ChainAvailable chain, ulong address, ulong length) =>
        chain.Buffers.Any(b => address < b.Address + b.Length && b.Address < address + length);
}
