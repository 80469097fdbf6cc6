using Ballast.Migration.Links;
using Ballast.Migration.Tests.Doubles;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class LinkTests
{
    [TestCase("tcp:127.0.0.1:0")]
    [TestCase("tcp:[::1]:0")]
    [TestCase("unix")]
    public void SocketMigration_Completes(string address)
    {
        using var pair = new Pair(("ram", 700));
        pair.Here.Fill(2, new(100, 500));
        if (address == "unix") address = $"unix:{Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())}";
        Assert.That(MigrationAddress.TryParse(address, out var where, out string? error), Is.True, error);
        using var listener = MigrationListener.Listen(where!);
        var accepting = Task.Run(() => listener.Accept(Pair.Deadline));

        var connection = SocketLink.Connect(listener.Address, Pair.Deadline);
        var outcome = pair.Migrate(new MigrationSource(pair.Here, pair.Guest, pair.Options), (connection, accepting.Result));

        Assert.That(outcome.Reason, Is.Null);
        Assert.That(pair.Arrived.Status, Is.EqualTo(MigrationStatus.Completed));
        Assert.That(pair.Here.Differences(pair.There), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void SocketWhoseDestinationDies_FailsAtTheSourceWithTheGuestRunning()
    {
        using var pair = new Pair(("ram", 700));
        pair.Here.Fill(2, new(0, 700));
        using var listener = MigrationListener.Listen(MigrationAddress.Tcp("127.0.0.1", 0));
        var dying = Task.Run(() =>
        {
            using var taken = listener.Accept(Pair.Deadline);
            new Wire.ReturnMessage(Wire.ReturnKind.Accepted, "").WriteTo(taken);
            taken.ReadExactly(new byte[10_000]);
        });

        var outcome = new MigrationSource(pair.Here, pair.Guest, pair.Options).Run(SocketLink.Connect(listener.Address, Pair.Deadline));

        Assert.That(dying.Wait(Pair.Deadline), Is.True);
        Assert.That(outcome.Status, Is.EqualTo(MigrationStatus.Failed));
        Assert.That(outcome.Reason, Does.Contain("connection").Or.Contain("hung up"));
        Assert.That(pair.Guest.IsRunning, Is.True);
    }

    [Test]
    public void NobodyListens_IsOneLine()
    {
        var address = MigrationAddress.Unix(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        var error = Assert.Throws<MigrationException>(() => SocketLink.Connect(address, Pair.Deadline));

        Assert.That(error!.Message, Does.StartWith($"cannot connect to {address}: ").And.Not.Contain("\n"));
    }

    [Test]
    public void NobodyConnects_EndsWithTheDeadline()
    {
        using var listener = MigrationListener.Listen(MigrationAddress.Tcp("127.0.0.1", 0));

        var error = Assert.Throws<MigrationException>(() => listener.Accept(TimeSpan.FromMilliseconds(20)));

        Assert.That(error!.Message, Does.StartWith("nobody has connected to tcp:127.0.0.1:"));
    }

    [TestCase("unix:/run/a.sock", "unix:/run/a.sock")]
    [TestCase("tcp:localhost:4444", "tcp:localhost:4444")]
    [TestCase("tcp:[::1]:0", "tcp:[::1]:0")]
    public void Address_IsReadAndWrittenTheSameWay(string text, string written)
    {
        Assert.That(MigrationAddress.TryParse(text, out var address, out _), Is.True);
        Assert.That(address!.ToString(), Is.EqualTo(written));
    }

    [TestCase("", "no address")]
    [TestCase("exec:cat", "write unix:/path or tcp:host:port")]
    [TestCase("unix:", "no path")]
    [TestCase("tcp:", "no host")]
    [TestCase("tcp::5", "no host")]
    [TestCase("tcp:host", "no port")]
    [TestCase("tcp:host:65536", "ports are 0 to 65535")]
    [TestCase("tcp:host:-1", "ports are 0 to 65535")]
    [TestCase("tcp:::1:5", "brackets")]
    public void WrongAddress_SaysWhatIsWrong(string text, string error)
    {
        Assert.That(MigrationAddress.TryParse(text, out _, out string? said), Is.False);
        Assert.That(said, Does.Contain(error));
    }

    [Test]
    public void UnixPathTooLong_SaysSo()
    {
        Assert.That(MigrationAddress.TryParse("unix:/" + new string('x', 107), out _, out string? error), Is.False);
        Assert.That(error, Does.Contain("108 bytes"));
    }

    [Test]
    public void Pacer_SpendsWhatBytesAndRateSay()
    {
        var time = new VirtualTime();
        var pacer = new BandwidthPacer(1.25e9, time);

        for (int i = 0; i < 10_000; i++) pacer.Spend(24);
        for (int i = 0; i < 100; i++) pacer.Spend(1 << 20);

        double expected = (10_000 * 24 + 100 * (1 << 20)) / 1.25e9;
        Assert.That(TimeSpan.FromTicks(time.GetTimestamp()).TotalSeconds, Is.EqualTo(expected).Within(0.01).Percent);
    }

    [Test]
    public void PacerAfterAnIdleTime_EarnsNothing()
    {
        var time = new VirtualTime();
        var pacer = new BandwidthPacer(1e6, time);
        pacer.Spend(1000);
        time.Advance(TimeSpan.FromSeconds(10));
        long before = time.GetTimestamp();

        pacer.Spend(1_000_000);

        Assert.That(TimeSpan.FromTicks(time.GetTimestamp() - before).TotalSeconds, Is.EqualTo(1).Within(0.01).Percent);
    }
}
