using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using static Ballast.Virtio.Rings.DescriptorFlags;
using static Ballast.Virtio.Tests.Rings.RingBench;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

internal sealed class PackedDriverQueueTests
{
    private RingBench _ring = null!;

    [SetUp]
    public void SetUp() => _ring = new(new(IsPacked: true, Indirect: true), size: 3);

    [TearDown]
    public void TearDown() => _ring.Dispose();

    [Test]
    public void RingOfAnySize_TakesAsManyDescriptorsAsItHas()
    {
        Assert.That(_ring.Driver.TryAdd(new Buffer[4], null, out _), Is.False);
        _ring.Add(new Buffer[2]);
        Assert.That(_ring.Driver.TryAdd(new Buffer[2], null, out _), Is.False);
        _ring.Add(new Buffer[1]);
        Assert.That((_ring.Driver.FreeDescriptors, _ring.Driver.Outstanding), Is.EqualTo((0, 2)));

        _ring.Device.Use(_ring.Pop(), 0);
        _ring.Take();

        Assert.That((_ring.Driver.FreeDescriptors, _ring.Driver.Outstanding), Is.EqualTo((2, 1)));
    }

    [Test]
    public void ChainsOverManyLaps_ComeBackWithTheirTokens()
    {
        for (int i = 0; i < 1000; i++)
        {
            Assume.That(_ring.Driver.TryAdd(new Buffer[i % 3 + 1], i, out _));
            _ring.Device.Use(_ring.Pop(), 0);
            Assert.That(_ring.Take().Token, Is.EqualTo(i));
        }
    }

    [Test]
    public void Id_StandsInTheLastDescriptor_AndEveryFlagIsOfTheLap()
    {
        ushort id = _ring.Add(Readable(1), Writable(2));

        Assert.That(_ring.Descriptor(0).Flags, Is.EqualTo(Available | Next));
        Assert.That((_ring.Descriptor(1).Flags, _ring.Descriptor(1).Id), Is.EqualTo((Available | Write, id)));
    }

    [Test]
    public void LengthOfADescriptorIntoWhichNothingWasWritten_IsNotBelieved()
    {
        ushort id = _ring.Add(Writable(8));
        _ring.WithDescriptor(0, Readable(99), Available | Used, id);

        Assert.That(_ring.Take().Length, Is.Zero);
    }

    [TestCase((ushort)1)]
    [TestCase((ushort)3)]
    [TestCase(ushort.MaxValue)]
    public void UsedIdThatIsNotOutstanding_BreaksTheRing(ushort id)
    {
        _ring.Add(Readable(1));
        _ring.WithDescriptor(0, Readable(0), Available | Used, id);

        Assert.That(_ring.Driver.TryTakeUsed(out _, out var violation), Is.False);
        Assert.That(violation!.Clause, Is.EqualTo("2.8.13"));
        Assert.That(_ring.Driver.TryTakeUsed(out _, out var again), Is.False);
        Assert.That(again, Is.EqualTo(violation));
    }

    [Test]
    public void IndirectChain_TakesOneDescriptor_AndOnlyTheFlagForWritingInItsTable()
    {
        _ring.WithTables();
        Assert.That(_ring.Driver.TryAdd([Readable(1), Writable(2)], null, out _, indirect: true));

        Assert.That(_ring.Driver.FreeDescriptors, Is.EqualTo(2));
        var chain = _ring.Pop();
        Assert.That(chain.Buffers, Is.EqualTo(new[] { Readable(1), Writable(2) }));
        Assert.That(chain.Descriptors.Where(d => d.InTable).Select(d => d.Flags), Is.EqualTo(new ushort[] { 0, (ushort)Write }));
    }

    [Test]
    public void NotificationData_NamesTheNextSlotAndItsLap()
    {
        Assert.That(_ring.Driver.NextNotification(2), Is.EqualTo(new NotificationData(2, 0, NextWrap: true)));
        _ring.After(2).Add(Readable(1));

        Assert.That(_ring.Driver.NextNotification(2), Is.EqualTo(new NotificationData(2, 0, NextWrap: false)));
    }

    [Test]
    public void RingOutsideMemory_IsOurFault()
    {
        Assert.That(() => new PackedDriverQueue(GuestMemory.Empty, _ring.Addresses), Throws.ArgumentException);
        Assert.That(() => new PackedDriverQueue(_ring.Memory, _ring.Addresses with { Size = 32769 }), Throws.ArgumentException);
    }
}
