using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.FrontEnd;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Peers.Tests.VhostUser;

[CancelAfter(60_000)]
[Platform("Linux")]
internal sealed class FrontEndTests
{
    private const ProtocolFeatures Default = VhostUserFrontEndOptions.DefaultProtocolFeatures;

    private static readonly FeatureSet Split = FeatureSet.Of(Feature.Version1, Feature.FreePageHint, Feature.EventIdx);
    private static readonly FeatureSet Packed = Split.With(Feature.RingPacked);

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return Way("split", Split, Default);
        yield return Way("packed", Packed, Default);
        yield return Way("without STATUS", Split, Default & ~ProtocolFeatures.Status);
        yield return Way("packed without STATUS", Packed, Default & ~ProtocolFeatures.Status);
        yield return Way("without STATUS and RESET_DEVICE", Split, Default & ~(ProtocolFeatures.Status | ProtocolFeatures.ResetDevice));
        yield return Way("without REPLY_ACK", Split, Default & ~ProtocolFeatures.ReplyAck);
        yield return Way("without MQ", Split, Default & ~ProtocolFeatures.Mq);
        yield return Way("in band", Split, Default | ProtocolFeatures.InbandNotifications);
    }

    [TestCaseSource(nameof(Ways))]
    public void InflatedPage_IsZero_AgainAfterAReset(FeatureSet features, ProtocolFeatures protocol)
    {
        using var bench = new FrontEndBench(features, VhostUserOptions.DefaultProtocolFeatures | ProtocolFeatures.InbandNotifications, protocol);
        for (uint round = 0; round < 3; round++)
        {
            var queue = bench.BringUp(features);
            for (uint frame = 0x200; frame < 0x260; frame++)
            {
                Assert.That(bench.Memory.TryWrite((ulong)frame << 12, "precious"u8));
                bench.Inflate(queue, frame);
                Assert.That(bench.Memory.TryRead((ulong)frame << 12, out ulong content) ? content : 1, Is.Zero, bench.Story);
            }
        }
        Assert.That(bench.FrontEnd.ProtocolFeatures, Is.EqualTo(protocol));
        Assert.That(bench.Device.Loop.Invoke(() => bench.Trace.Events.OfType<Refused>().ToList()), Is.Empty);
        bench.FrontEnd.WriteStatus(DeviceStatus.None);
        Assert.That(bench.Device.Loop.Invoke(() => bench.Device.Status), Is.EqualTo(DeviceStatus.None));
    }

    [Test]
    public void Features_AreThoseOfTheDeviceAlone()
    {
        using var bench = new FrontEndBench(Split);

        Assert.That(bench.FrontEnd.ReadOfferedFeatures(), Is.EqualTo(Split));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void UnacceptableFeatures_KeepFeaturesOkOff(bool hasStatus)
    {
        using var bench = new FrontEndBench(Split, wanted: hasStatus ? Default : Default & ~ProtocolFeatures.Status);
        var status = DeviceStatus.Acknowledge | DeviceStatus.Driver;
        bench.FrontEnd.WriteStatus(status);
        bench.FrontEnd.WriteAcceptedFeatures(Split.With(Feature.PagePoison));
        bench.FrontEnd.WriteStatus(status | DeviceStatus.FeaturesOk);

        // Without a status, our back end looks at features only when a ring is set going.
        Assert.That(bench.FrontEnd.ReadStatus().HasFlag(DeviceStatus.FeaturesOk), Is.EqualTo(!hasStatus));
    }

    [Test]
    public void ConfigurationChange_IsNotifiedAndChangesTheGeneration()
    {
        using var bench = new FrontEndBench(Split);
        bench.BringUp(Split);
        uint before = bench.FrontEnd.ReadConfigurationGeneration();
        bench.Device.SetTarget(77);
        bench.WaitForChange(1);

        Assert.That(ReadField(bench.FrontEnd, BalloonConfiguration.NumPagesOffset), Is.EqualTo(77));
        Assert.That(bench.FrontEnd.ReadConfigurationGeneration(), Is.EqualTo(before + 1));
    }

    [Test]
    public void Actual_IsWrittenAndNumPagesIsNot()
    {
        using var bench = new FrontEndBench(Split);
        bench.BringUp(Split);
        bench.FrontEnd.WriteConfiguration(BalloonConfiguration.ActualOffset, [5, 0, 0, 0]);
        bench.FrontEnd.WriteConfiguration(BalloonConfiguration.NumPagesOffset, [5, 0, 0, 0]);

        Assert.That(bench.Device.Actual, Is.EqualTo(5));
        Assert.That(bench.Device.Target, Is.Zero);
        Assert.That(ReadField(bench.FrontEnd, BalloonConfiguration.ActualOffset), Is.EqualTo(5));
    }

    [Test]
    public void Configuration_EndsWhereTheFeaturesSay()
    {
        using var bench = new FrontEndBench(Split);
        var bytes = new byte[300];
        bytes.AsSpan().Fill(9);
        bench.FrontEnd.ReadConfiguration(4, bytes);

        Assert.That(bench.FrontEnd.ConfigurationSize, Is.EqualTo(12));
        Assert.That(bytes, Is.All.Zero);
    }

    [Test]
    public void WhatCannotBeCarried_IsUnsupported()
    {
        using var bench = new FrontEndBench(Split, wanted: ProtocolFeatures.ReplyAck);
        var front = bench.FrontEnd;

        Assert.Multiple(() =>
        {
            Assert.That(() => front.ResetQueue(0), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => front.IsQueueReset(0), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => front.ConfigureLegacyQueue(0, 0, 4096), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => front.ConfigureQueue(0, new(16, FrontEndBench.RamSize, 0, 0)), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("0x400000"));
            Assert.That(() => front.EnableQueue(1), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => ReadField(front, 0), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("CONFIG"));
            Assert.That(front.ConfigurationSize, Is.Zero);
            Assert.That(() => front.Notify(0), Throws.Nothing);
        });
    }

    [Test]
    public void RefusedRequest_SaysWhichAndGoesOn()
    {
        using var bench = new FrontEndBench(Split);
        bench.FrontEnd.WriteAcceptedFeatures(Split);

        Assert.That(() => bench.FrontEnd.ConfigureQueue(0, new(1024, 0, 0x8000, 0xc000)),
            Throws.InstanceOf<VhostUserException>().With.Message.EqualTo("SET_VRING_NUM: the back end refuses it").And.Property("EndsConnection").False);
        Assert.That(bench.FrontEnd.Fault, Is.Null);
        Assert.That(bench.FrontEnd.ReadOfferedFeatures(), Is.EqualTo(Split));
    }

    [Test]
    public void BackEndThatLeaves_ShowsAtOnceAndAtEveryCall()
    {
        using var bench = new FrontEndBench(Split);
        bench.BringUp(Split);
        bench.Disconnect();

        Assert.That(() => bench.FrontEnd.ReadStatus(), Throws.InstanceOf<VhostUserException>().With.Message.Contains("closed the connection"));
        Assert.That(bench.FrontEnd.Fault!.EndsConnection);
        Assert.That(() => bench.FrontEnd.Notify(0), Throws.Nothing);
    }

    [Test]
    public void Socket_IsWaitedFor()
    {
        string folder = Directory.CreateTempSubdirectory("ballast-").FullName;
        try
        {
            string path = Path.Combine(folder, "b.sock");
            var connecting = Task.Run(() => SocketFile.Connect(path, TimeSpan.FromSeconds(10), CancellationToken.None));
            using var listener = SocketFile.Listen(path);
            using var socket = connecting.Result;

            Assert.That(socket.Connected);
            Assert.That(() => SocketFile.Connect(path + "x", TimeSpan.FromMilliseconds(20), CancellationToken.None), Throws.InstanceOf<IOException>().With.Message.Contains("nobody listens within 0.02 s"));
            Assert.That(() => SocketFile.Connect(path + "x", TimeSpan.FromSeconds(10), new(true)), Throws.InstanceOf<OperationCanceledException>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static uint ReadField(VhostUserFrontEnd front, int offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        front.ReadConfiguration(offset, bytes);
        return BitConverter.ToUInt32(bytes);
    }

    private static TestCaseData Way(string name, FeatureSet features, ProtocolFeatures protocol) => new TestCaseData(features, protocol).SetArgDisplayNames(name);
}
