using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>Without bit 3 the guest never touches queue 3.</summary>
internal sealed class FreePageQueueIsLeftAlone : BitmapRule
{
    private const int Index = 3;
    private TraceEvent? _declined;
    private bool _touched;

    public override ClauseId Clause => "bitmap.feature.3";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesAccepted { Features: var accepted }:
                _declined = accepted.Has(Feature.GetFreePages) ? null : e;
                break;
            case QueueConfigured { Index: Index } or QueueEnabled { Index: Index } or DeviceNotified { Index: Index } or ChainAvailable { Queue: BalloonQueue.FreePage }
                when _declined is not null:
                Broken(e, "queue 3 is touched, and bit 3 was not accepted");
                _touched = true;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        Conclude();
        (_declined, _touched) = (null, false);
    }

    public override void End(TraceEvent last) => Conclude();

    private void Conclude()
    {
        if (_declined is not null && !_touched && Context.Life.IsUp) Kept(_declined);
    }
}
