using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Shows a configuration of zeros until FEATURES_OK.</summary>
internal sealed class DeviceThatHidesItsConfiguration(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    public override void ReadConfiguration(int offset, Span<byte> destination)
    {
        if ((Status & DeviceStatus.FeaturesOk) != 0)
        {
            base.ReadConfiguration(offset, destination);
            return;
        }
        destination.Clear();
        Record(new ConfigurationRead(offset, 0, destination.Length));
    }
}
