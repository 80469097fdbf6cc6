using Ballast.Host.Balloon;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using CsCheck;

namespace Ballast.Host.Tests.Devices;

public sealed class HostileConfigurationTests
{
    [Test]
    public void AnyAccess_ChangesNothingThatIsTheHosts() => Gen.Select(Gen.Int[-8, 64], Gen.Byte.Array[0, 24], Gen.Bool).Array[1, 12].Sample(
        accesses =>
        {
            var options = new BalloonDeviceOptions { Features = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.FreePageHint, Feature.PagePoison) };
            var device = new BalloonDevice(options, new SteppedLoop(), new TraceRecorder(TimeProvider.System));
            device.SetTarget(77);
            device.WriteFeatures(options.Features);
            foreach (var (offset, bytes, isWrite) in accesses)
            {
                if (isWrite) device.WriteConfiguration(offset, bytes);
                else device.ReadConfiguration(offset, bytes);
            }
            Span<byte> field = stackalloc byte[4];
            device.ReadConfiguration(BalloonConfiguration.FreePageHintCommandIdOffset, field);
            return device.Target == 77 && BitConverter.ToUInt32(field) == CommandId.Stop.Value;
        },
        iter: 20_000);
}
