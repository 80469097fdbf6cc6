using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>After an answer the guest makes the 8-byte buffer available again, as a chain of its own.</summary>
internal sealed class BufferIsPrimedAgain : BitmapRule
{
    private ChainAvailable? _answer;

    public override ClauseId Clause => "bitmap.prime.2";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                if (chain.Buffers.Any(b => b.IsDeviceWritable)) Broken(e, "the buffer is part of the answer's chain");
                // An answer that nobody asked for has used up no buffer.
                else if (Exchange.IsAsked) _answer = chain;
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage } when _answer is not null:
                Kept(e);
                _answer = null;
                break;
            case FreePagesGivenUp when _answer is not null:
                Missing();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _answer = null;

    public override void End(TraceEvent last)
    {
        if (_answer is not null) Missing();
    }

    private void Missing()
    {
        Broken(_answer!, "the guest answers and primes no buffer again");
        _answer = null;
    }
}
