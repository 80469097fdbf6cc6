using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>The length of the bitmap is the number of pages of RAM rounded up to 64, divided by 8.</summary>
internal sealed class AnswerHasItsLength : BitmapRule
{
    public override ClauseId Clause => "bitmap.answer.3";

    protected override void Look(TraceEvent e)
    {
        if (e is ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreePageAnswer { BitmapBytes: var bytes } } && ExpectedBytes is { } expected)
            Check(e, bytes == expected, $"the bitmap has {bytes} bytes, and {Context.RamPages} pages of RAM need {expected}");
    }
}
