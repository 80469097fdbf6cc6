using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>While the command id names a round, the driver offers pages.</summary>
internal sealed class PagesAreOffered : PerLifeRule
{
    private HintRound _round = new();
    private TraceEvent? _read;
    private CommandId? _served;
    private bool _holdsPages;

    public override ClauseId Clause => "driver.balloon.hinting.4";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } id) _read = new CommandId(id) is { IsRound: true } shown && shown != _served ? _read ?? e : null;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } when _round.IsOpen && _round.Blocks == 0:
                Kept(e);
                _holdsPages = true;
                _served = _round.Named;
                _read = null;
                break;
            // Under which id they are offered is another clause's matter.
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } when !_round.IsOpen:
                _read = null;
                break;
            // Pages of earlier rounds are held until DONE: there may be nothing left to offer.
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id.IsRound: false } }
                when _round is { IsOpen: true, Blocks: 0 } && _round.Named == Context.Shown:
                if (!_holdsPages) Broken(e, $"the round of {_round.Named} ends without a single page");
                _read = null;
                break;
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after }:
                if (new CommandId(after) == CommandId.Done) _holdsPages = false;
                _read = null;
                break;
        }
        _round.Note(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        _round = new();
        _read = null;
        _holdsPages = false;
        _served = null;
    }

    public override void End(TraceEvent last)
    {
        if (_read is not null && Context.Life.IsUp) Broken(_read, $"the driver reads command id {Context.Shown} and offers nothing");
    }
}
