using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>When the command id is STOP or DONE, the driver stops offering pages.</summary>
internal sealed class OfferingStops : PerLifeRule
{
    // What was queued before the driver looked still arrives afterwards.
    private const int UsualQueueSize = 256;
    private int _queueSize = UsualQueueSize;
    private TraceEvent? _read;
    private bool _ended;
    private int _late;

    public override ClauseId Clause => "driver.balloon.hinting.5";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } id)
        {
            if (new CommandId(id).IsRound) Forget();
            else if (Context.Life.QueueUsed) _read ??= e;
        }
        switch (e)
        {
            case QueueConfigured { Queue: BalloonQueue.FreePage, Addresses.Size: var size }:
                _queueSize = size;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var sent } }:
                if (_read is not null && !sent.IsRound && !_ended) Kept(e);
                _ended = !sent.IsRound;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } when _read is not null:
                if (_ended || ++_late > _queueSize) Broken(e, $"a block is offered though the driver has read {Context.Shown}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => Forget();

    private void Forget() => (_read, _late, _ended) = (null, 0, false);
}
