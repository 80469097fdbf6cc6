using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes nothing into the configuration before features were accepted.</summary>
internal sealed class RefusesEarlyConfiguration(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override Violation? WhyNotWritable(int offset) =>
        AcceptedFeatures == FeatureSet.None ? new("driver.init.10", "the configuration is written before features are accepted") : base.WhyNotWritable(offset);
}
