using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.LegacyPci;

/// <summary>Features from 32 on are not accepted by a driver that has no way to accept them: the device serves it as a legacy one.</summary>
internal sealed class HighFeaturesAreNotAccepted() : LegacyPciRule("device.legacy.pci.layout.4")
{
    private const int First = 32;

    private bool _isWritten;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (written.Space == RegisterSpace.LegacyPci && register == LegacyPciRegister.DriverFeatures) _isWritten = true;
        else if (written is { Space: RegisterSpace.Common, Offset: CommonRegister.DriverFeature }) _isWritten = false;
    }

    protected override void Other(TraceEvent e)
    {
        if (!_isWritten) return;
        switch (e)
        {
            case FeaturesAccepted accepted when accepted.Features.Bits >> First != 0:
                Broken(e, $"the device takes {new FeatureSet(accepted.Features.Bits >> First << First)} for accepted, which a legacy driver cannot write");
                break;
            case LegacyRingVerified { Queue: not BalloonQueue.Statistics, Available: > 0 } ring:
                Check(e, ring is { Used: > 0, StrangeUsed: 0 }, $"{ring.Queue} is not served where a legacy driver puts it");
                break;
        }
    }
}
