using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>An answer is one device-readable chain: count of free pages, length of the bitmap in bytes, bitmap.</summary>
internal sealed class AnswerHasItsForm : BitmapRule
{
    public override ClauseId Clause => "bitmap.answer.1";

    protected override void Look(TraceEvent e)
    {
        if (e is not ChainAvailable chain || !BitmapExchange.IsAnswer(chain)) return;
        if (chain.Buffers.Any(b => b.IsDeviceWritable)) Broken(e, "the answer's chain is not device-readable alone");
        else if (chain.Content is not FreePageAnswer answer) Broken(e, "the chain is too short for an answer");
        else if (answer.BitmapBytes != answer.CarriedBytes) Broken(e, $"the bitmap has {answer.CarriedBytes} bytes, and the answer says {answer.BitmapBytes}");
        else Check(e, Context.RamPages is not { } pages || answer.FreePages <= pages, $"{answer.FreePages} pages are free, of {Context.RamPages} that there are");
    }
}
