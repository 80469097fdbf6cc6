using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>After DRIVER_OK the guest keeps one 8-byte device-writable buffer available.</summary>
internal sealed class BufferIsPrimed : BitmapRule
{
    private TraceEvent? _wanted;

    public override ClauseId Clause => "bitmap.prime.1";

    protected override void Look(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.GetFreePages)) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Buffers: var buffers } chain when !BitmapExchange.IsAnswer(chain):
                _wanted = null;
                ulong bytes = (ulong)buffers.Sum(b => b.Length);
                if (bytes != BitmapExchange.RequestBytes) Broken(e, $"the buffer has {bytes} bytes, not {BitmapExchange.RequestBytes}");
                else Check(e, !Exchange.IsPrimed, "a second buffer is primed while the device holds one");
                break;
            // The host wants to ask: a guest that is up has had its time.
            case FreePageRequestChanged { State: BitmapRequestState.Started } when Context.Life.IsUp && !Exchange.IsPrimed && !Exchange.IsAsked:
                _wanted = e;
                break;
            case FreePagesGivenUp when _wanted is not null:
                Broken(_wanted, "the host wants to ask, and no buffer is primed");
                _wanted = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _wanted = null;

    public override void End(TraceEvent last)
    {
        if (_wanted is not null) Broken(_wanted, "the host wants to ask, and no buffer is primed");
    }
}
