using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Takes whatever the driver accepts.</summary>
internal sealed class DeviceThatTakesAnyFeatures(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override Violation? CheckFeatures(FeatureSet accepted) => null;
}
