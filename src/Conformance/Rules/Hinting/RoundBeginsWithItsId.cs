using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>A round begins with an output buffer that holds the current command id.</summary>
internal sealed class RoundBeginsWithItsId : PerLifeRule
{
    private readonly HashSet<CommandId> _shown = [];
    private HintRound _round = new();

    public override ClauseId Clause => "driver.balloon.hinting.2";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (Context.Shown is { } shown) _shown.Add(shown);
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: { IsRound: true } id } }:
                if (id == Context.Shown) Kept(e);
                // An id that was shown before may have been on its way when it changed.
                else if (Context.Shown is not null && !_shown.Contains(id)) Broken(e, $"command id {id} was never shown");
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } when !_round.IsOpen && (_round.Named is not null || Context.Life.BeganWithReset):
                Broken(e, _round.Named is { } last ? $"a block is hinted after {last}" : "a block is hinted before any command id");
                break;
        }
        _round.Note(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        _shown.Clear();
        _round = new();
    }
}
