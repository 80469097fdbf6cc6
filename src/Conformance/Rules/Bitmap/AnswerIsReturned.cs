using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The host returns the chain of an answer with used length 0.</summary>
internal sealed class AnswerIsReturned : BitmapRule
{
    private readonly Dictionary<ushort, TraceEvent> _answers = [];

    public override ClauseId Clause => "bitmap.answer.7";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                _answers[chain.Head] = e;
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head, Length: var length } when _answers.Remove(head):
                Check(e, length == 0, $"the answer is returned with used length {length}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _answers.Clear();

    public override void End(TraceEvent last)
    {
        foreach (var answer in _answers.Values) Broken(answer, "the answer is never returned");
    }
}
