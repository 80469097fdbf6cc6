using Ballast.Host.Balloon;
using Ballast.Host.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Tests.Balloon;

internal sealed class HintingTests
{
    private const ulong Block = 4UL << 20;

    private Sink _sink = new();

    [SetUp]
    public void NewSink() => _sink = new();

    [Test]
    public void RoundIsStarted_IdIsShownAndTheDriverIsTold()
    {
        using var driver = DriverSide.Hint().Up();

        var id = driver.Device.FreePageHints.Start(_sink);
        driver.Loop.RunUntilIdle();

        Assert.Multiple(() =>
        {
            Assert.That(id, Is.EqualTo(CommandId.First));
            Assert.That(driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset), Is.EqualTo(2));
            Assert.That(driver.ConfigurationNotifications, Is.EqualTo(1));
            Assert.That(driver.Events<ConfigurationChanged>().Single() with { Sequence = 0, Time = default },
                Is.EqualTo(new ConfigurationChanged(8, 0, 2, Notified: true)));
        });
    }

    [Test]
    public void HintsUnderTheCurrentId_ReachTheSinkAndComeBackWithLengthZero()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        Command(driver, 2);
        Hint(driver, Block, Block);
        Hint(driver, 2 * Block, 8192);

        Assert.That(_sink.Hints, Is.EqualTo(new[] { (Block, Block), (2 * Block, 8192UL) }));
        Assert.That(driver.Used(BalloonQueue.FreePage).Select(u => u.Length), Is.EqualTo(new[] { 0u, 0u, 0u }));
        Assert.That(driver.Events<PagesHinted>().Select(h => h.Dropped), Is.EqualTo(new[] { 1024UL, 2UL }));
    }

    [Test]
    public void IdIsShownDuringTheWholeRound()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        Command(driver, 2);
        Hint(driver, Block, Block);
        Command(driver, 0);

        Assert.That(driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset), Is.EqualTo(2));
        Assert.That(driver.Device.FreePageHints.IsRoundEnded);
    }

    [TestCase(0u)]
    [TestCase(1u)]
    [TestCase(3u)]
    [TestCase(0xffffffffu)]
    public void HintsUnderAnotherId_AreReturnedAndIgnored(uint other)
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        Command(driver, other);
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Used(BalloonQueue.FreePage).Select(u => u.Length), Is.EqualTo(new[] { 0u, 0u }));
    }

    [Test]
    public void HintsWithoutAnyId_AreReturnedAndIgnored()
    {
        using var driver = DriverSide.Hint().Up();
        Hint(driver, Block, Block);
        driver.Device.FreePageHints.Start(_sink);
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Used(BalloonQueue.FreePage), Has.Count.EqualTo(2));
    }

    [Test]
    public void HintsOfTheRoundBefore_AreReturnedAndIgnored()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);

        driver.Device.FreePageHints.Start(_sink);
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
    }

    [Test]
    public void DriverStops_RoundIsEndedAndLaterHintsAreIgnored()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);
        Assert.That(driver.Device.FreePageHints.IsRoundEnded, Is.False);

        Command(driver, 0);
        Hint(driver, Block, Block);

        Assert.That(driver.Device.FreePageHints.IsRoundEnded);
        Assert.That(_sink.Hints, Is.Empty);
    }

    [Test]
    public void SameIdTwice_EndsTheRoundAndIsRefused()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);
        Command(driver, 2);
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "driver.balloon.hinting.3" }));
    }

    [Test]
    public void HostStopsThenIsDone_ShowsStopThenDone()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);

        driver.Device.FreePageHints.Stop();
        Hint(driver, Block, Block);
        uint stopped = driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset);
        driver.Device.FreePageHints.Done();
        Hint(driver, Block, Block);

        Assert.That((stopped, driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset)), Is.EqualTo((0u, 1u)));
        Assert.That(driver.ConfigurationNotifications, Is.EqualTo(3));
        Assert.That(_sink.Hints, Is.Empty);
    }

    [Test]
    public void DoneWithoutAnyAnswerOfTheDriver_IsShown()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        driver.Device.FreePageHints.Done();

        Assert.That(driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset), Is.EqualTo(1));
    }

    [Test]
    public void EachRound_HasANewId()
    {
        using var driver = DriverSide.Hint().Up();
        var ids = new List<uint>();
        for (int round = 0; round < 3; round++)
        {
            ids.Add(driver.Device.FreePageHints.Start(_sink).Value);
            driver.Device.FreePageHints.Done();
        }
        driver.Up();
        ids.Add(driver.Device.FreePageHints.Start(_sink).Value);

        Assert.That(ids, Is.EqualTo(new[] { 2u, 3u, 4u, 5u }));
    }

    [Test]
    public void IdsRunOut_StopAndDoneAreLeftOut()
    {
        using var driver = new DriverSide(new() { FirstCommandId = new(uint.MaxValue) }).Up();

        Assert.That(driver.Device.FreePageHints.Start(_sink).Value, Is.EqualTo(uint.MaxValue));
        Assert.That(driver.Device.FreePageHints.Start(_sink).Value, Is.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(4096)]
    public void CommandOfAnotherLength_IsRefusedAndReturned(int length)
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        byte[] bytes = new byte[length];
        if (length > 0) bytes[0] = 2;
        driver.Add(BalloonQueue.FreePage, new Virtio.Rings.Buffer(driver.Place(bytes), (uint)length, false));
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Used(BalloonQueue.FreePage), Has.Count.EqualTo(2));
        Assert.That(driver.Device.IsRunning);
        Assert.That(driver.Refusals, length == 0 ? Is.Empty : Is.EqualTo(new[] { "driver.balloon.hinting.1" }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void CommandSplitOverDescriptors_IsUnderstood(int split)
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);

        driver.Send(BalloonQueue.FreePage, BalloonMessages.Command(new(2)), split);
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Has.Count.EqualTo(1));
    }

    [TestCase(Block + 1, 8192u, Block + 4096, 4096u)]
    [TestCase(Block + 4095, 4098u, Block + 4096, 4096u)]
    [TestCase(DriverSide.Ram - 4096, 8192u, DriverSide.Ram - 4096, 4096u)]
    public void HintThatIsNotWholePagesOfRam_CountsAsFarAsItIs(ulong address, uint length, ulong taken, uint takenLength)
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);

        Hint(driver, address, length);

        Assert.That(_sink.Hints, Is.EqualTo(new[] { (taken, (ulong)takenLength) }));
        Assert.That(driver.Refusals, Is.EqualTo(new[] { "5.5.6.5" }));
    }

    [TestCase(Block + 1, 4096u)]
    [TestCase(Block, 4095u)]
    [TestCase(DriverSide.Ram, 4096u)]
    [TestCase(0xfee00000UL, 4096u)]
    [TestCase(ulong.MaxValue - 4095, 4096u)]
    [TestCase(ulong.MaxValue, uint.MaxValue)]
    public void HintWithoutAWholePageOfRam_DoesNotCount(ulong address, uint length)
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);

        Hint(driver, address, length);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Used(BalloonQueue.FreePage), Has.Count.EqualTo(2));
    }

    [Test]
    public void FeatureNotAccepted_SourceIsNotAvailableAndNothingIsShown()
    {
        using var driver = DriverSide.Hint();
        driver.Up(FeatureSet.Of(Feature.Version1, Feature.StatsVq));

        Assert.That(driver.Device.FreePageHints.IsAvailable, Is.False);
        Assert.That(driver.Device.FreePageHints.Start(_sink), Is.EqualTo(CommandId.Stop));
        Assert.That(driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset), Is.Zero);
    }

    [Test]
    public void ResetWithinARound_EndsItAndShowsStop()
    {
        using var driver = DriverSide.Hint().Up();
        driver.Device.FreePageHints.Start(_sink);
        Command(driver, 2);

        driver.Up();
        Hint(driver, Block, Block);

        Assert.That(_sink.Hints, Is.Empty);
        Assert.That(driver.Field(BalloonConfiguration.FreePageHintCommandIdOffset), Is.Zero);
        Assert.That(driver.Device.FreePageHints.IsRoundEnded);
    }

    [Test]
    public void DeviceThatTakesOneDecisionOtherwise_IsTheSameInEverythingElse()
    {
        using var driver = new DriverSide(new(), make: (options, loop, trace, ram) => new DeviceThatNeverCounts(options, loop, trace, ram)).Up();

        uint[] ids = [driver.Device.FreePageHints.Start(_sink).Value, driver.Device.FreePageHints.Start(_sink).Value];
        Assert.That(ids, Is.EqualTo(new[] { 2u, 2u }));
        Command(driver, 2);
        Hint(driver, Block, Block);
        Assert.That(_sink.Hints, Has.Count.EqualTo(1));
    }

    private static void Command(DriverSide driver, uint id) => driver.Send(BalloonQueue.FreePage, BalloonMessages.Command(new(id)));

    private static void Hint(DriverSide driver, ulong address, ulong length) => driver.Add(BalloonQueue.FreePage, new Virtio.Rings.Buffer(address, (uint)length, true));

    private sealed class Sink : IFreePageHintSink
    {
        public List<(ulong Address, ulong Length)> Hints { get; } = [];

        public ulong Hint(ulong guestAddress, ulong length)
        {
            Hints.Add((guestAddress, length));
            return length / 4096;
        }
    }

    private sealed class DeviceThatNeverCounts(BalloonDeviceOptions options, Virtio.Scheduling.IEventLoop loop, Virtio.Tracing.ITraceSink trace, Virtio.Memory.IRam ram)
        : BalloonDevice(options, loop, trace, ram)
    {
        protected internal override CommandId After(CommandId last) => last;
    }
}
