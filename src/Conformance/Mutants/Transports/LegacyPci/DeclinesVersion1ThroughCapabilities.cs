using Ballast.Guest.Transports;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Transports.LegacyPci;

/// <summary>Declines VERSION_1, and uses the registers of virtio 1 all the same.</summary>
internal sealed class DeclinesVersion1ThroughCapabilities : PciDecisions
{
    public override FeatureSet Written(FeatureSet features) => features.Without(Feature.Version1);
}
