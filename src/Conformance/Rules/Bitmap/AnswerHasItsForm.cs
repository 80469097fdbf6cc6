using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>
/// An answer is one device-readable chain: count of free pages, length of the bitmap in bytes, bitmap. A guest that was asked
/// and makes its buffer available again without such a chain does not answer.
/// </summary>
internal sealed class AnswerHasItsForm : BitmapRule
{
    private bool _isAsked;

    public override ClauseId Clause => "bitmap.answer.1";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case ChainUsed used when Exchange.IsRequest(used):
                // A guest need not answer a request that does not fit its memory.
                _isAsked = used.Content is FreePageRequest request && request.LowMemory == Context.Machine?.LowMemory;
                break;
            case ChainAvailable chain when BitmapExchange.IsAnswer(chain):
                _isAsked = false;
                LookAt(chain);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage } when _isAsked:
                Broken(e, "the guest was asked, and goes on to the next request without an answer");
                _isAsked = false;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _isAsked = false;

    private void LookAt(ChainAvailable e)
    {
        if (e.Buffers.Any(b => b.IsDeviceWritable)) Broken(e, "the answer's chain is not device-readable alone");
        else if (e.Content is not FreePageAnswer answer) Broken(e, "the chain is too short for an answer");
        else if (answer.BitmapBytes != answer.CarriedBytes) Broken(e, $"the bitmap has {answer.CarriedBytes} bytes, and the answer says {answer.BitmapBytes}");
        else Check(e, Context.RamPages is not { } pages || answer.FreePages <= pages, $"{answer.FreePages} pages are free, of {Context.RamPages} that there are");
    }
}
