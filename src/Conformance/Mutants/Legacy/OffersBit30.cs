using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Offers bit 30.</summary>
internal sealed class OffersBit30(DeviceParts parts) : ProvokingBalloonDevice(parts with { Options = parts.Options with { UndefinedFeatures = FeatureSet.Of(Feature.Unused) } });
