using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A driver behaves as if bits that mean nothing for this device were not offered: it gets ready without them.</summary>
internal sealed class ForeignFeaturesAreAbsent : PerLifeRule
{
    public override ClauseId Clause => "driver.features.4";

    protected override void Watch(TraceEvent e)
    {
        if (!BecomesReady(e) || Context.Life is not { Offered: { } offered, Accepted: { } accepted }) return;
        var foreign = KnownFeatures.ForeignIn(offered, Context.Header.Transport);
        if (foreign == FeatureSet.None) return;
        Check(e, (accepted & foreign) == FeatureSet.None, $"the driver goes on with {accepted & foreign}, which means nothing here");
    }

    private bool BecomesReady(TraceEvent e) => e is StatusWritten { Status: var status }
        ? status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk
        : !Context.Life.ShowsStatus && !Context.Life.QueueUsed && e is (ChainAvailable or DeviceNotified);
}
