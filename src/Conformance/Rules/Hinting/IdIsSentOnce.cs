using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>A command id is sent in one output buffer only.</summary>
internal sealed class IdIsSentOnce : PerLifeRule
{
    private CommandId? _sent;

    public override ClauseId Clause => "driver.balloon.hinting.3";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: { IsRound: true } id } }:
                Check(e, id != _sent, $"command id {id} is sent again");
                _sent = id;
                break;
            // The device may show an id again once the driver has ended its round.
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after } when new CommandId(after).IsRound:
                _sent = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _sent = null;
}
