using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using static Ballast.Virtio.Rings.DescriptorFlags;
using static Ballast.Virtio.Tests.Rings.RingBench;

namespace Ballast.Virtio.Tests.Rings;

internal sealed class PackedDeviceQueueTests
{
    private RingBench _ring = null!;

    [SetUp]
    public void SetUp() => _ring = new(new(IsPacked: true, Indirect: true), size: 5);

    [TearDown]
    public void TearDown() => _ring.Dispose();

    [Test]
    public void EmptyRing_HasNothingAndBreaksNothing() => Assert.That(_ring.Broken(), Is.Null);

    [Test]
    public void List_IsReadInRingOrder_AndNamedByTheIdOfItsLastDescriptor()
    {
        _ring.WithDescriptor(1, Writable(8), Available, id: 77).WithDescriptor(0, Readable(4), Available | Next, id: 5);

        var chain = _ring.Pop();

        Assert.That((chain.Head, chain.Position, chain.ReadableLength, chain.WritableLength), Is.EqualTo(((ushort)77, (ushort)0, 4UL, 8UL)));
        Assert.That(chain.Descriptors, Is.EqualTo(new RawDescriptor[]
        {
            new(0, 0, 4, (ushort)(Available | Next), 5, InTable: false), new(1, 0, 8, (ushort)(Available | Write), 77, InTable: false),
        }));
    }

    [TestCase(None)]
    [TestCase(Used)]
    [TestCase(Available | Used)]
    public void DescriptorOfAnotherLap_IsNotAvailable(DescriptorFlags flags) => Assert.That(_ring.WithDescriptor(0, Readable(1), flags).Broken(), Is.Null);

    [Test]
    public void ListAcrossTheEndOfTheRing_FlipsTheWrapCounter()
    {
        _ring.After(4);
        _ring.Add(Readable(1), Readable(2), Readable(3));

        Assert.That(_ring.Pop().ReadableLength, Is.EqualTo(6));
        Assert.That(PackedPosition.Of(_ring.Device.NextAvailable), Is.EqualTo(new PackedPosition(2, Wrap: false)));
        Assert.That(_ring.Descriptor(0).Flags & (Available | Used), Is.EqualTo(Used), "made available in the second lap");
    }

    [Test]
    public void UsedDescriptor_StandsWhereTheListBegan_AndTheNextBehindIt()
    {
        ushort first = _ring.Add(Readable(1), Writable(8));
        ushort second = _ring.Add(Readable(1));
        var (one, two) = (_ring.Pop(), _ring.Pop());

        _ring.Device.Use(two, 0);
        _ring.Device.Use(one, 8);

        Assert.That((_ring.Descriptor(0).Id, _ring.Descriptor(0).Flags), Is.EqualTo((second, Available | Used)));
        Assert.That((_ring.Descriptor(1).Id, _ring.Descriptor(1).Flags, _ring.Descriptor(1).Length), Is.EqualTo((first, Available | Used | Write, 8u)));
    }

    [Test]
    public void ListLongerThanTheRing_IsRefused()
    {
        for (int slot = 0; slot < 5; slot++) _ring.WithDescriptor(slot, Readable(1), Available | Next);

        Assert.That(_ring.Broken(), Is.EqualTo("driver.packed.chain.2"));
    }

    [Test]
    public void ListWhoseRestIsNotAvailable_IsRefused() =>
        Assert.That(_ring.WithDescriptor(0, Readable(1), Available | Next).Broken(), Is.EqualTo("driver.packed.chain.6"));

    [Test]
    public void ReadableBehindWritable_IsRefused() => Assert.That(
        _ring.WithDescriptor(0, Writable(1), Available | Next).WithDescriptor(1, Readable(1), Available).Broken(), Is.EqualTo("driver.packed.chain.3"));

    [Test]
    public void SameIdTwice_IsRefusedWhileItIsHeld()
    {
        _ring.WithDescriptor(0, Readable(1), Available, 9).WithDescriptor(1, Readable(1), Available, 9).Pop();

        Assert.That(_ring.Broken(), Is.EqualTo("2.8.13"));
    }

    [TestCase(16u, TableAddress, None, ExpectedResult = null)]
    [TestCase(16u, TableAddress, Write, ExpectedResult = null)]
    [TestCase(16u, TableAddress, Next, ExpectedResult = "driver.packed.indirect.4")]
    [TestCase(0u, TableAddress, None, ExpectedResult = "2.8.7")]
    [TestCase(24u, TableAddress, None, ExpectedResult = "2.8.7")]
    [TestCase(0xfffffff0u, TableAddress, None, ExpectedResult = "driver.packed.indirect.3")]
    [TestCase(16u, ulong.MaxValue, None, ExpectedResult = "2.6")]
    public string? IndirectTable_OfAnyShape_IsTakenOrRefused(uint length, ulong address, DescriptorFlags flags)
    {
        _ring.WithDescriptor(0, Writable(5), None, table: TableAddress).WithDescriptor(0, Readable(length, address), Available | Indirect | flags, id: 3);
        bool taken = _ring.Device.TryPop(out var chain, out var violation);
        if (taken) Assert.That((chain!.Head, chain.IsIndirect, chain.WritableLength, chain.Descriptors[^1].InTable), Is.EqualTo(((ushort)3, true, 5UL, true)));
        return violation?.Clause;
    }

    [TestCase(Next)]
    [TestCase(Indirect)]
    [TestCase(Available)]
    public void OtherFlagsInATable_AreRefused(DescriptorFlags flags) => Assert.That(
        _ring.WithDescriptor(0, Writable(5), flags, table: TableAddress).WithDescriptor(0, Readable(16, TableAddress), Available | Indirect).Broken(),
        Is.EqualTo("driver.packed.indirect.2"));

    [Test]
    public void TableAtTheEndOfAList_IsRefused() => Assert.That(
        _ring.WithDescriptor(1, Readable(16, TableAddress), Available | Indirect).WithDescriptor(0, Readable(1), Available | Next).Broken(),
        Is.EqualTo("driver.packed.indirect.4"));

    [Test]
    public void TableThatWasNotNegotiated_IsRefused()
    {
        using var ring = new RingBench(new(IsPacked: true));

        Assert.That(ring.WithDescriptor(0, Readable(16, TableAddress), Available | Indirect).Broken(), Is.EqualTo("driver.packed.indirect.1"));
    }

    [TestCase((ushort)0, 0x1000ul, 0x2000ul, 0x3000ul, "2.8")]
    [TestCase((ushort)32769, 0x1000ul, 0x2000ul, 0x3000ul, "2.8")]
    [TestCase((ushort)5, 0x1008ul, 0x2000ul, 0x3000ul, "driver.packed.1")]
    [TestCase((ushort)5, 0x1000ul, 0x2002ul, 0x3000ul, "driver.packed.1")]
    [TestCase((ushort)5, 0x1000ul, 0x2000ul, 0x3001ul, "driver.packed.1")]
    [TestCase((ushort)5, 0xffc0ul, 0x2000ul, 0x3000ul, "2.6")]
    [TestCase((ushort)5, 0x1000ul, 0x2000ul, 0x10000ul, "2.6")]
    public void RingWhereNoneCanBe_IsRefused(ushort size, ulong descriptors, ulong driver, ulong device, string clause)
    {
        var queue = new PackedDeviceQueue(_ring.Memory, new(size, descriptors, driver, device));

        Assert.That(queue.TryPop(out _, out var violation), Is.False);
        Assert.That(violation?.Clause, Is.EqualTo(clause));
        Assert.That(queue.Use(new(0, []), 0), Is.EqualTo(violation));
    }

    [Test]
    public void StoppedQueue_GoesOnWhereItWas_InTheSecondLapToo()
    {
        _ring.After(7);
        var resumed = Ring.ForDevice(_ring.Memory, _ring.Addresses, _ring.Options, _ring.Device.NextAvailable);
        ushort late = _ring.Add(Readable(1));

        Assert.That(resumed.TryPop(out var chain, out _), Is.True);
        resumed.Use(chain!, 0);
        Assert.That(_ring.Take().Head, Is.EqualTo(late));
    }

    [Test]
    public void QueueThatIsToGoOnOutsideTheRing_IsRefused()
    {
        Assert.That(Ring.ForDevice(_ring.Memory, _ring.Addresses, _ring.Options, 5).TryPop(out _, out var violation), Is.False);
        Assert.That(violation?.Clause, Is.EqualTo("2.8.1"));
    }

    [TestCase(2, true, ExpectedResult = null, Description = "where the driver is")]
    [TestCase(1, true, ExpectedResult = null, Description = "a late notification")]
    [TestCase(3, true, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(2, false, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(5, true, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(0x7fff, false, ExpectedResult = "driver.packed.descriptor.3")]
    public string? NotificationData_IsHeldAgainstTheRing(int offset, bool wrap)
    {
        _ring.Add(Readable(1));
        _ring.Add(Readable(1));

        return _ring.Device.Check(new(0, (ushort)offset, wrap))?.Clause;
    }

    [Test]
    public void OtherMemory_WithoutTheRing_BreaksTheQueue()
    {
        _ring.Device.AttachMemory(GuestMemory.Empty);

        Assert.That(_ring.Broken(), Is.EqualTo("2.6"));
    }
}
