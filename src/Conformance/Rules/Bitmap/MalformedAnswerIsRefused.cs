using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>An answer whose lengths or bits do not fit the RAM is refused with a reason.</summary>
internal sealed class MalformedAnswerIsRefused : BitmapRule
{
    private (TraceEvent Event, string Fault)? _malformed;

    public override ClauseId Clause => "bitmap.answer.8";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                NotRefused();
                // What nobody waits for is no answer to refuse (bitmap.answer.9, bitmap.answer.10).
                if (Exchange is { IsAsked: true, IsGivenUp: false } && Fault(chain.Content) is { } fault) _malformed = (e, fault);
                break;
            case Refused { By: TraceActor.Device or TraceActor.Migration, Violation.Message: var message } when _malformed is not null:
                Check(e, message.Length > 0, "an answer is refused without a reason");
                _malformed = null;
                break;
            case FreePageRequestChanged { State: BitmapRequestState.Done } or FreePagesAnswered when _malformed is { Fault: var taken }:
                Broken(e, $"a malformed answer is taken: {taken}");
                _malformed = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _malformed = null;

    public override void End(TraceEvent last) => NotRefused();

    private void NotRefused()
    {
        if (_malformed is { } open) Broken(open.Event, $"a malformed answer is not refused: {open.Fault}");
        _malformed = null;
    }
}
