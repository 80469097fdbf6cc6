using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>A command id is not shown again before the driver has sent STOP.</summary>
internal sealed class CommandIdIsNotReused : PerLifeRule
{
    private readonly Dictionary<CommandId, long> _open = [];

    public override ClauseId Clause => "device.balloon.hinting.2";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after } when new CommandId(after) is { IsRound: true } id:
                if (_open.TryGetValue(id, out long opened)) Broken(e, $"command id {id} is shown again; its round was opened at #{opened} and never ended");
                else if (_open.Count < 1024) _open.Add(id, e.Sequence);
                Kept(e);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var sent } } when sent == CommandId.Stop:
                _open.Clear();
                break;
        }
    }

    // A device that was reset knows nothing of its earlier rounds.
    protected override void Reborn(TraceEvent reset) => _open.Clear();
}
