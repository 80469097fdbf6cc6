using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Serves no driver that does not accept MUST_TELL_HOST.</summary>
internal sealed class InsistsOnMustTellHost(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MayServe => base.MayServe && (AcceptedFeatures.Has(Feature.MustTellHost) || !OfferedFeatures.Has(Feature.MustTellHost));
}
