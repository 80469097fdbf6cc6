using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Is a legacy device: offers no VERSION_1.</summary>
internal sealed class OffersNoVersion1(DeviceParts parts) : ProvokingBalloonDevice(parts with { Options = parts.Options with { Features = parts.Options.Features.Without(Feature.Version1), HasLegacyInterface = true } });
