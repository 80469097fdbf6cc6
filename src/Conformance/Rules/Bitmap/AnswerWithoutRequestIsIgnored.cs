using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>An answer that nobody asked for, or to a request that was given up, is returned and satisfies nothing.</summary>
internal sealed class AnswerWithoutRequestIsIgnored(ClauseId clause, bool late) : BitmapRule
{
    private ChainAvailable? _void;
    private TraceEvent? _returned;

    public override ClauseId Clause => clause;

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                Conclude();
                bool applies = late ? Exchange is { IsAsked: true, IsGivenUp: true } : !Exchange.IsAsked;
                _void = applies ? chain : null;
                break;
            case FreePageRequestChanged { State: BitmapRequestState.Done } or FreePagesAnswered when _void is not null:
                Broken(e, late ? "the answer to a request that was given up satisfies a later one" : "an answer that nobody asked for is taken");
                _void = null;
                break;
            // What comes after the next request may be the answer to that one.
            case ChainUsed used when _void is not null && Exchange.IsRequest(used):
                Conclude();
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head } when head == _void?.Head:
                _returned = e;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_void, _returned) = (null, null);

    public override void End(TraceEvent last) => Conclude();

    private void Conclude()
    {
        if (_void is not null && _returned is not null) Kept(_returned);
        else if (_void is not null) Broken(_void, "the answer is not returned");
        (_void, _returned) = (null, null);
    }
}
