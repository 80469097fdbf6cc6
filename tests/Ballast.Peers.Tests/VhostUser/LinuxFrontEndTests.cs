using Ballast.Peers.VhostUser;
using Ballast.Virtio;

namespace Ballast.Peers.Tests.VhostUser;

[CancelAfter(120_000)]
public class LinuxFrontEndTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private static readonly FeatureSet Plain = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.PageReporting);

    [TestCase(VhostUserOptions.DefaultProtocolFeatures)]
    [TestCase(VhostUserOptions.DefaultProtocolFeatures | ProtocolFeatures.InbandNotifications)]
    public async Task Linux_AskedForABalloon_InflatesAndDeflatesAgain(ProtocolFeatures offered, CancellationToken cancellation)
    {
        var device = new RecordingDevice(Plain, queues: 4);
        await using var bench = await LinuxBench.StartAsync(device, offered, cancellation: cancellation);

        bench.Loop.Invoke(() => device[0] = 2000);
        Assert.That(bench.Loop.WaitFor(() => device[4] == 2000, Deadline, cancellation), bench.Story);
        Assert.That(bench.Loop.Invoke(() => device.Inflated.Count), Is.EqualTo(2000));

        bench.Loop.Invoke(() => device[0] = 0);
        Assert.That(bench.Loop.WaitFor(() => device[4] == 0, Deadline, cancellation), bench.Story);
        Assert.That(bench.Loop.Invoke(() => device.Inflated.Count), Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Linux_UnboundAndBound_StartsTheDeviceAnew(bool poisonIsDropped, CancellationToken cancellation)
    {
        var features = poisonIsDropped ? Plain.With(Feature.PagePoison) : Plain;
        var device = new RecordingDevice(features, queues: 4);
        await using var bench = await LinuxBench.StartAsync(device, VhostUserOptions.DefaultProtocolFeatures, cancellation: cancellation);

        await bench.Guest.UnbindAsync(cancellation);
        Assert.That(bench.Loop.Invoke(() => bench.BackEnd.IsDriverUp), Is.False);
        await bench.Guest.BindAsync(cancellation);
        Assert.That(bench.BackEnd.WaitForDriver(Deadline, cancellation), bench.Story);
        bench.Loop.Invoke(() => device[0] = 100);
        Assert.That(bench.Loop.WaitFor(() => device.Inflated.Count == 100, Deadline, cancellation), bench.Story);
        await bench.Guest.PowerOffAsync(cancellation);

        Assert.That(bench.BackEnd.WaitForDeparture(Deadline, cancellation)?.Violation, Is.Null);
        Assert.That(device.Calls.Count(c => c == "start"), Is.EqualTo(2), bench.Story);
    }
}
