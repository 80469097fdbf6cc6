using Ballast.Peers.Qemu;
using Ballast.Virtio.Balloon;

namespace Ballast.Peers.Tests.Qemu;

[Platform("Linux")]
[CancelAfter(30_000)]
public class QmpClientTests
{
    private ScriptedQemu _qemu = null!;

    [SetUp]
    public void Connect() => _qemu = new ScriptedQemu();

    [TearDown]
    public void HangUp() => _qemu.Dispose();

    [Test]
    public async Task Command_IsOneLine_AndItsAnswerIsFoundByItsNumber()
    {
        await using var client = await _qemu.QmpAsync();
        var first = client.BalloonAsync(1ul << 40);
        Assert.That(_qemu.Hear(), Is.EqualTo("""{"execute":"balloon","arguments":{"value":1099511627776},"id":2}"""));
        var second = client.QueryBalloonAsync();
        Assert.That(_qemu.Hear(), Is.EqualTo("""{"execute":"query-balloon","id":3}"""));
        _qemu.Say("""{"return": {"actual": 7}, "id": 3}""" + "\r\n" + """{"return": {}, "id": 2}""" + "\r\n");

        Assert.That(await second, Is.EqualTo(7));
        await first;
    }

    [Test]
    public async Task Refusal_HasClassAndDescription_AndIsNotTheEnd()
    {
        await using var client = await _qemu.QmpAsync();
        var refused = client.BalloonAsync(0);
        _qemu.Say("""{"error": {"class": "DeviceNotActive", "desc": "No balloon device has been activated"}, "id": 2}""" + "\r\n");
        var exception = (await Assert.ThrowsAsync<QmpException>(() => refused))!;
        Assert.That((exception.Command, exception.Class, exception.Description), Is.EqualTo(("balloon", "DeviceNotActive", "No balloon device has been activated")));

        var next = client.StopAsync();
        _qemu.Say("""{"return": {}, "id": 3}""" + "\r\n");
        await next;
    }

    [TestCase("{]\n")]
    [TestCase("[1]\n")]
    [TestCase("\"text\"\n")]
    [TestCase("{}\n")]
    [TestCase("""{"return": {}}""" + "\n")]
    [TestCase("""{"return": {}, "id": 99}""" + "\n")]
    [TestCase("""{"return": {}, "id": "2"}""" + "\n")]
    [TestCase("""{"id": 2}""" + "\n")]
    [TestCase("""{"error": "no", "id": 2}""" + "\n")]
    [TestCase("""{"error": {"class": 1}, "id": 2}""" + "\n")]
    [TestCase("""{"return": {"actual": 1.5}, "id": 2}""" + "\n")]
    [TestCase("""{"return": {"actual": 1e999}, "id": 2}""" + "\n")]
    [TestCase("""{"return": 7, "id": 2}""" + "\n")]
    [TestCase("""{"event": 1, "timestamp": {}}""" + "\n")]
    [TestCase("""{"event": "STOP"}""" + "\n")]
    public async Task MessageThatCannotBeRead_IsSaid(string message)
    {
        await using var client = await _qemu.QmpAsync();
        var answer = client.QueryBalloonAsync();
        _qemu.Say(message);
        await FailsAsync(answer, QemuFailure.Malformed);
    }

    [Test]
    public async Task DeepNesting_IsRefused()
    {
        await using var client = await _qemu.QmpAsync();
        var answer = client.QueryBalloonAsync();
        _qemu.Say(new string('[', 100_000) + "\n");
        await FailsAsync(answer, QemuFailure.Malformed);
    }

    [Test]
    public async Task MessageWithoutEnd_IsCutOff()
    {
        await using var client = await _qemu.QmpAsync();
        var answer = client.QueryBalloonAsync();
        _ = Task.Run(() =>
        {
            var much = new string(' ', 1 << 20);
            for (var i = 0; i < 9; i++)
                _qemu.Say(much);
        });
        await FailsAsync(answer, QemuFailure.Malformed);
    }

    [Test]
    public async Task HangingUpInAMessage_IsTheEnd_AlsoOfEvents()
    {
        await using var client = await _qemu.QmpAsync();
        using var events = client.Subscribe();
        var answer = client.QueryBalloonAsync();
        _qemu.Say("""{"return": {"act""");
        _qemu.HangUp();

        await FailsAsync(answer, QemuFailure.Ended);
        await FailsAsync(events.WaitForAsync("STOP"), QemuFailure.Ended);
        await FailsAsync(client.StopAsync(), QemuFailure.Ended);
        Assert.That(client.Subscribe, Throws.TypeOf<QemuException>());
    }

    [Test]
    public async Task Silence_EndsWithTheDeadline()
    {
        await FailsAsync(_qemu.OpenAsync(TimeSpan.FromMilliseconds(20)), QemuFailure.Silent);
    }

    [Test]
    public async Task Cancelled_TheNextCommandIsAnsweredAllTheSame()
    {
        await using var client = await _qemu.QmpAsync();
        using var cancelled = new CancellationTokenSource();
        var given = client.StopAsync(cancelled.Token);
        _qemu.Hear();
        await cancelled.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        var next = client.QueryBalloonAsync();
        _qemu.Say("""{"return": {}, "id": 2}""" + "\n" + """{"return": {"actual": 7}, "id": 3}""" + "\n");
        Assert.That(await next, Is.EqualTo(7));
    }

    [Test]
    public async Task Event_HasTimeAndData()
    {
        await using var client = await _qemu.QmpAsync();
        using var events = client.Subscribe();
        _qemu.Say("""{"timestamp": {"seconds": 1, "microseconds": 500000}, "event": "MIGRATION", "data": {"status": "setup"}}""" + "\r\n");
        _qemu.Say("""{"timestamp": {"seconds": -1, "microseconds": -1}, "event": "STOP"}""" + "\r\n");

        var first = await events.WaitForAsync("MIGRATION");
        Assert.That(first.Time, Is.EqualTo(DateTimeOffset.UnixEpoch.AddSeconds(1.5)));
        Assert.That(first.Text("status"), Is.EqualTo("setup"));
        var second = await events.WaitForAsync("STOP");
        Assert.That((second.Time, second.Text("status")), Is.EqualTo(((DateTimeOffset?)null, (string?)null)));
    }

    [Test]
    public async Task Statistics_LeaveOutWhatIsNotKnown()
    {
        await using var client = await _qemu.QmpAsync();
        var reading = client.ReadStatisticsAsync("b");
        _qemu.Say("""{"return": {"last-update": 60, "stats": {"stat-swap-in": 18446744073709551615, "stat-swap-out": -1, "stat-free-memory": 4096, "stat-new": 1}}, "id": 2}""" + "\r\n");
        var statistics = await reading;

        Assert.That(statistics.LastUpdate, Is.EqualTo(DateTimeOffset.UnixEpoch.AddMinutes(1)));
        Assert.That(statistics.Values, Is.EqualTo(new Dictionary<StatisticTag, ulong> { [StatisticTag.MemoryFree] = 4096 }));
    }

    private static async Task FailsAsync(Task task, QemuFailure failure)
    {
        var exception = (await Assert.ThrowsAsync<QemuException>(() => task))!;
        Assert.That(exception.Failure, Is.EqualTo(failure));
    }
}
