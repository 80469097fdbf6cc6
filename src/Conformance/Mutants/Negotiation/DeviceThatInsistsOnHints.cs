using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Refuses a driver that leaves FREE_PAGE_HINT out.</summary>
internal sealed class DeviceThatInsistsOnHints(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override Violation? CheckFeatures(FeatureSet accepted) => base.CheckFeatures(accepted)
        ?? (accepted.Has(Feature.FreePageHint) ? null : new("device.features.2", "this device does not go without FREE_PAGE_HINT"));
}
