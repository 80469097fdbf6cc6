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

    public override ClauseId Clause => "driver.balloon.hinting.4";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } id) _read = new CommandId(id).IsRound ? _read ?? e : null;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } when _round.IsOpen && _round.Blocks == 0:
                Kept(e);
                _read = null;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id.IsRound: false } } when _round is { IsOpen: true, Blocks: 0 } && _round.Named == Context.Shown:
                Broken(e, $"the round of {_round.Named} ends without a single page");
                _read = null;
                break;
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset }:
                _read = null;
                break;
        }
        _round.Note(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        _round = new();
        _read = null;
    }

    public override void End(TraceEvent last)
    {
        if (_read is not null && Context.Life.IsUp) Broken(_read, $"the driver reads command id {Context.Shown} and offers nothing");
    }
}
