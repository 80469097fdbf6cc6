using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>When the driver has no more pages, it ends the round with STOP.</summary>
internal sealed class RoundEndsWithStop : PerLifeRule
{
    private HintRound _round = new();
    private TraceEvent? _opened;

    public override ClauseId Clause => "driver.balloon.hinting.6";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (e is ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var id } })
        {
            if (_round.IsOpen && id == CommandId.Stop) Kept(e);
            else if (_round.IsOpen && id == CommandId.Done) Broken(e, $"the round of {_round.Named} is ended with DONE");
            if (id.IsRound) _opened = e;
        }
        _round.Note(e);
    }

    protected override void Reborn(TraceEvent reset) => _round = new();

    public override void End(TraceEvent last)
    {
        // When the device has gone on to another id, nobody can tell whether the driver had more to offer.
        if (_round.IsOpen && _round.Named == Context.Shown && _opened is not null && !Context.Life.IsAtRest) Broken(_opened, $"the round of {_round.Named} is never ended");
    }
}
