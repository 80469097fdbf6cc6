using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The answer and the buffer that is primed again come with one notification.</summary>
internal sealed class AnswerAndBufferShareNotification : BitmapRule
{
    private bool _answered;
    private bool _notified;
    private bool _isPaired;
    private TraceEvent? _surplus;

    public override ClauseId Clause => "bitmap.prime.3";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                (_answered, _notified) = (Exchange.IsAsked, false);
                (_isPaired, _surplus) = (false, null);
                break;
            case DeviceNotified { Queue: BalloonQueue.FreePage } when _answered:
                _notified = true;
                break;
            // A device that was quick to take both had the buffer's own notification still to come.
            case DeviceNotified { Queue: BalloonQueue.FreePage } when _isPaired:
                _surplus = e;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage } when _answered:
                Check(e, !_notified, "the buffer comes with a notification of its own");
                (_answered, _isPaired) = (false, !_notified);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage }:
                (_isPaired, _surplus) = (false, null);
                break;
            case ChainUsed used when Exchange.IsRequest(used):
                Conclude();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_answered, _isPaired, _surplus) = (false, false, null);

    public override void End(TraceEvent last) => Conclude();

    private void Conclude()
    {
        if (_surplus is not null) Broken(_surplus, "the buffer has a notification of its own");
        (_isPaired, _surplus) = (false, null);
    }
}
