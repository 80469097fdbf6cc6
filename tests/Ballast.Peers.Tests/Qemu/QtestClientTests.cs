using Ballast.Peers.Qemu;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;

namespace Ballast.Peers.Tests.Qemu;

[Platform("Linux")]
[CancelAfter(30_000)]
public class QtestClientTests
{
    private ScriptedQemu _qemu = null!;

    [SetUp]
    public void Connect() => _qemu = new ScriptedQemu();

    [TearDown]
    public void HangUp() => _qemu.Dispose();

    [Test]
    public void OrdersSentAhead_AreAnsweredInTheirOrder()
    {
        using var client = _qemu.Qtest();
        var (first, second) = (client.Post("inb 0x1"), client.Post("inb 0x2"));
        Assert.That((_qemu.Hear(), _qemu.Hear()), Is.EqualTo(("inb 0x1", "inb 0x2")));
        _qemu.Say("OK 0x0001\nOK 0x0002\n");

        Assert.That((second.Wait(), first.Wait()), Is.EqualTo(("0x0002", "0x0001")));
    }

    [TestCase("OK\n")]
    [TestCase("OK 1af4\n")]
    [TestCase("OK 0x\n")]
    [TestCase("OK 0x100\n")]
    [TestCase("OK 0x11111111111111111\n")]
    [TestCase("OKAY 0x1\n")]
    [TestCase("\n")]
    [TestCase("IRQ\n")]
    [TestCase("IRQ raise\n")]
    [TestCase("IRQ raise -1\n")]
    [TestCase("IRQ raise 1024\n")]
    [TestCase("IRQ raise 99999999999\n")]
    [TestCase("IRQ waves 1\n")]
    public async Task AnswerThatIsNone_IsSaid_AndNothingIsBelievedAfterwards(string answer)
    {
        using var client = _qemu.Qtest();
        var reading = Task.Run(() => client.ReadPort(1, 1));
        _qemu.Hear();
        _qemu.Say(answer);

        var exception = (await Assert.ThrowsAsync<QemuException>(() => reading))!;
        Assert.That(exception.Failure, Is.EqualTo(QemuFailure.Malformed));
        Assert.That(() => client.ReadPort(1, 1), Failure(QemuFailure.Malformed));
    }

    [Test]
    public async Task AnswerToNoOrder_IsMalformed()
    {
        using var client = _qemu.Qtest();
        var ended = new TaskCompletionSource();
        client.Ended = ended.SetResult;
        _qemu.Say("OK 0x01\n");
        await ended.Task;
        Assert.That(() => client.Post("inb 0x1"), Failure(QemuFailure.Malformed));
    }

    [Test]
    public void LineWithoutEnd_IsCutOff()
    {
        using var client = _qemu.Qtest();
        var order = client.Post("inb 0x1");
        _ = Task.Run(() =>
        {
            var much = new string('x', 1 << 16);
            for (var i = 0; i < 17; i++)
                _qemu.Say(much);
        });

        Assert.That(order.Wait, Failure(QemuFailure.Malformed));
    }

    [Test]
    public void HangingUpInAMessage_IsTheEnd()
    {
        using var client = _qemu.Qtest();
        var order = client.Post("inb 0x1");
        _qemu.Say("OK 0x");
        _qemu.HangUp();

        Assert.That(order.Wait, Failure(QemuFailure.Ended).With.Message.EqualTo("hung up qtest"));
        Assert.That(() => client.Call("inb 0x1"), Failure(QemuFailure.Ended));
    }

    [Test]
    public void Silence_EndsWithTheDeadline()
    {
        using var client = _qemu.Qtest(TimeSpan.FromMilliseconds(20));
        Assert.That(() => client.Call("inb 0x1"), Failure(QemuFailure.Silent));
    }

    [Test]
    public void Refusal_IsOfOneOrderOnly()
    {
        using var client = _qemu.Qtest();
        var (first, second) = (client.Post("irq_intercept_in nothing"), client.Post("inb 0x1"));
        _qemu.Say("FAIL Unknown device\nOK 0x01\n");

        Assert.That(first.Wait, Failure(QemuFailure.Refused).With.Message.EndsWith("Unknown device"));
        Assert.That(second.Wait(), Is.EqualTo("0x01"));
    }

    [Test]
    public void Line_IsToldWithoutAnyOrder_AndBeforeTheAnswerThatFollows()
    {
        using var client = _qemu.Qtest();
        var bus = new QtestBus(client, GuestMemory.Empty);
        var listener = new InterruptLog();
        bus.Connect(listener);
        _qemu.Say("IRQ raise 11\n");
        Assert.That(bus.WaitForInterrupt(0, TimeSpan.FromSeconds(10)));
        Assert.That(bus.IsRaised(11));
        var order = client.Post("inb 0x1");
        _qemu.Say("IRQ lower 11\nOK 0x01\n");
        order.Wait();

        Assert.That(listener.Seen, Is.EqualTo(new[] { "raise 11", "lower 11" }));
        Assert.That(bus.InterruptCount, Is.EqualTo(2));
        Assert.That(bus.WaitForInterrupt(2, TimeSpan.FromMilliseconds(1)), Is.False);
    }

    [Test]
    public void WaitingForAnInterrupt_EndsWithTheConnection()
    {
        using var client = _qemu.Qtest();
        var bus = new QtestBus(client, GuestMemory.Empty);
        var waiting = Task.Run(() => bus.WaitForInterrupt(0, TimeSpan.FromSeconds(20)));
        _qemu.HangUp();
        Assert.That(async () => await waiting, Failure(QemuFailure.Ended));
    }

    [Test]
    public unsafe void Message_IsSeenInRam_Once()
    {
        var ram = new byte[0xC000];
        fixed (byte* place = ram)
        {
            using var client = _qemu.Qtest();
            var bus = new QtestBus(client, new GuestMemory([new(0, (ulong)ram.Length, (nint)place)]));
            var listener = new InterruptLog();
            bus.Connect(listener);
            bus.TargetOf(0);
            var target = bus.TargetOf(2047);
            Assert.That(target, Is.EqualTo(new MessageTarget(0xAFFC, 2048)));

            bus.Memory.TryWrite(target.Address, target.Data);
            Assert.That(bus.WaitForInterrupt(0, TimeSpan.FromSeconds(10)));
            bus.Poll();
            Assert.That(listener.Seen, Is.EqualTo(new[] { "message 2047" }));
        }
    }

    private static NUnit.Framework.Constraints.EqualConstraint<QemuFailure> Failure(QemuFailure failure) =>
        Throws.TypeOf<QemuException>().With.Property(nameof(QemuException.Failure)).EqualTo(failure);
}
