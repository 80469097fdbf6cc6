using Ballast.Conformance.Testbeds;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Takes features once, and refuses them after a reset.</summary>
internal sealed class DeviceThatChangesItsMind(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private bool _taken;

    protected override Violation? CheckFeatures(FeatureSet accepted)
    {
        if (base.CheckFeatures(accepted) is { } unacceptable) return unacceptable;
        if (_taken) return new("device.features.5", "this device takes features once");
        _taken = true;
        return null;
    }
}
