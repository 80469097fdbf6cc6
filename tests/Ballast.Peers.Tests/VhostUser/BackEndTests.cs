using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio.Rings;

namespace Ballast.Peers.Tests.VhostUser;

[CancelAfter(60_000)]
public class BackEndTests
{
    private const ProtocolFeatures WithoutStatus = ProtocolFeatures.Config | ProtocolFeatures.BackendReq;

    [Test]
    public void KickBeforeTheRingIsEnabled_IsServedAfterwards()
    {
        using var bench = new BackEndBench();
        using var driver = Started(bench, out var queue);
        Inflate(driver, queue, 7, 8, 9);
        Assert.That(bench.Loop.Invoke(() => bench.Device.Calls.Contains("notify 0")), Is.False);

        driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(0, 1)));

        bench.WaitFor(d => d.Inflated.SetEquals([7u, 8u, 9u]));
        Assert.That(queue.TryTakeUsed(out _, out _));
        Assert.That(Descriptors.Drain(driver.Call), Is.EqualTo(DrainOutcome.Signalled));
    }

    [Test]
    public void FeaturesWithoutBit30_EnableARingByItsKickDescriptor()
    {
        using var bench = new BackEndBench();
        using var driver = bench.Connect();
        driver.Negotiate(WithoutStatus, 1UL << 32);
        driver.ShareRam();
        var queue = driver.SetUpRing(0);
        Inflate(driver, queue, 1);

        bench.WaitFor(d => d.Inflated.Contains(1));
    }

    [Test]
    public void GetVringBase_StopsTheRingAndSaysWhere()
    {
        using var bench = new BackEndBench();
        using var driver = Started(bench, out var queue);
        driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(0, 1)));
        Inflate(driver, queue, 1);
        bench.WaitFor(d => d.Inflated.Count == 1);

        Assert.That(driver.AskNumber(FrontEndRequest.GetVringBase, FrontEnd.Bytes(new VringState(0, 0))) >> 32, Is.EqualTo(1));
        Inflate(driver, queue, 2);
        driver.Ask(FrontEndRequest.GetFeatures);
        Assert.That(bench.Loop.Invoke(() => bench.Device.Inflated.Count), Is.EqualTo(1));
    }

    [Test]
    public void LastRingDisabled_ResetsTheDevice()
    {
        using var bench = new BackEndBench();
        using var driver = Started(bench, out _);
        driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(0, 1)));
        driver.AskNumber(FrontEndRequest.SetVringEnable, FrontEnd.Bytes(new VringState(0, 0)));

        Assert.That(bench.Loop.Invoke(() => bench.Device.Calls.TakeLast(2)), Is.EqualTo(new[] { "stop 0", "reset" }));
    }

    [Test]
    public void StatusMessages_ReachTheDeviceAndTakeThePlaceOfStart()
    {
        using var bench = new BackEndBench();
        using var driver = bench.Connect();
        driver.Negotiate(ProtocolFeatures.Status);
        driver.AskNumber(FrontEndRequest.SetStatus, FrontEnd.Bytes(15UL));

        Assert.That(driver.AskNumber(FrontEndRequest.GetStatus), Is.EqualTo(15));
        Assert.That(bench.Loop.Invoke(() => bench.Device.Calls), Has.None.EqualTo("start").And.Member("status f"));
    }

    [Test]
    public void ConfigurationWritten_IsReadBack()
    {
        using var bench = new BackEndBench();
        using var driver = bench.Connect();
        driver.Negotiate(ProtocolFeatures.Config);
        byte[] field = FrontEnd.Bytes(new ConfigurationRange(4, 4, 0));
        driver.AskNumber(FrontEndRequest.SetConfig, [.. field, 1, 2, 3, 4]);

        Assert.That(driver.Ask(FrontEndRequest.GetConfig, [.. field, 0, 0, 0, 0]), Is.EqualTo((byte[])[.. field, 1, 2, 3, 4]));
    }

    [Test]
    public void SecondFrontEnd_IsServedAfterTheFirst()
    {
        using var bench = new BackEndBench();
        var first = bench.Connect();
        first.Negotiate(WithoutStatus);
        using var second = bench.Connect();
        second.Send(FrontEndRequest.GetFeatures, []);
        first.Dispose();

        Assert.That(second.Answer(), Has.Length.EqualTo(8));
    }

    [Test]
    public void SocketPath_IsFreedWhenClosedAndRefusedWhenTaken()
    {
        using var bench = new BackEndBench();
        using var loop = new VhostUserLoop();
        var device = new RecordingDevice(default, 1);
        string file = bench.BackEnd.SocketPath + ".txt";
        File.WriteAllText(file, "mine");

        Assert.That(() => new VhostUserBackEnd(bench.BackEnd.SocketPath, device, loop), Throws.InstanceOf<IOException>().With.Message.Contains("somebody listens"));
        Assert.That(() => new VhostUserBackEnd(file, device, loop), Throws.InstanceOf<IOException>().With.Message.Contains("not a socket"));
        Assert.That(() => new VhostUserBackEnd(new string('x', 108), device, loop), Throws.InstanceOf<IOException>().With.Message.Contains("107"));
        Assert.That(File.ReadAllText(file), Is.EqualTo("mine"));
        bench.BackEnd.Dispose();
        Assert.That(File.Exists(bench.BackEnd.SocketPath), Is.False);
    }

    private static FrontEnd Started(BackEndBench bench, out SplitDriverQueue queue)
    {
        var driver = bench.Connect();
        driver.Negotiate(WithoutStatus);
        driver.ShareRam();
        queue = driver.SetUpRing(0);
        return driver;
    }

    private static void Inflate(FrontEnd driver, SplitDriverQueue queue, params uint[] frames)
    {
        const ulong Place = FrontEnd.GuestAddress + 0x80000;
        driver.Memory.TryWrite(Place, frames.SelectMany(BitConverter.GetBytes).ToArray());
        Assert.That(queue.TryAdd([new(Place, (uint)frames.Length * 4, false)], null, out _));
        Assert.That(Descriptors.Signal(driver.Kick));
    }
}
