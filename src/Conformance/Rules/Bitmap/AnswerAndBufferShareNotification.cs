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

    public override ClauseId Clause => "bitmap.prime.3";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                (_answered, _notified) = (Exchange.IsAsked, false);
                break;
            case DeviceNotified { Queue: BalloonQueue.FreePage } when _answered:
                _notified = true;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage } when _answered:
                Check(e, !_notified, "the buffer comes with a notification of its own");
                _answered = false;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _answered = false;
}
