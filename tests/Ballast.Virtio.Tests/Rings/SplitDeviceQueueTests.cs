using Ballast.Virtio.Rings;
using CsCheck;
using static Ballast.Virtio.Tests.Rings.RingPair;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

internal sealed class SplitDeviceQueueTests
{
    private const ulong Table = 0x800;

    private RingPair _ring = null!;

    [SetUp]
    public void SetUp() => _ring = new();

    [TearDown]
    public void TearDown() => _ring.Dispose();

    [Test]
    public void EmptyRing_HasNothingAndBreaksNothing() => Assert.That(_ring.Broken(), Is.Null);

    [Test]
    public void ChainOfSeveralBuffers_ComesInItsOrder()
    {
        Buffer[] buffers = [Readable(4, 0x10), Readable(0, 0x20), Writable(8, ulong.MaxValue)];
        _ring.Driver.TryAdd(buffers, null, out ushort head);

        var chain = _ring.Pop();

        Assert.That((chain.Head, chain.ReadableLength, chain.WritableLength), Is.EqualTo((head, 4UL, 8UL)));
        Assert.That(chain.Buffers, Is.EqualTo(buffers));
    }

    [Test]
    public void BuffersOfAPoppedChain_StayWhatTheyAreWhenTheNextIsPopped()
    {
        _ring.Driver.TryAdd([Readable(1)], null, out _);
        _ring.Driver.TryAdd([Readable(2)], null, out _);
        var first = _ring.Pop();
        _ring.Pop();

        Assert.That(first.Buffers, Is.EqualTo(new[] { Readable(1) }));
    }

    [Test]
    public void IndexTooFarAhead_IsRefused() => Assert.That(_ring.WithAvailable(9).Broken(), Is.EqualTo("driver.split.available.1"));

    [Test]
    public void IndexThatMovesBack_IsRefused()
    {
        _ring.Driver.TryAdd([Readable(1)], null, out _);
        _ring.Pop();

        Assert.That(_ring.WithAvailable(0).Broken(), Is.EqualTo("driver.split.available.1"));
    }

    [TestCase((ushort)8)]
    [TestCase(ushort.MaxValue)]
    public void HeadOutsideTheTable_IsRefused(ushort head) => Assert.That(_ring.WithAvailable(1, head).Broken(), Is.EqualTo("2.7.5"));

    [Test]
    public void NextOutsideTheTable_IsRefused() =>
        Assert.That(_ring.WithDescriptor(0, Readable(1), DescriptorFlags.Next, 8).WithAvailable(1, 0).Broken(), Is.EqualTo("2.7.5"));

    [Test]
    public void LoopOfDescriptors_IsRefused() =>
        Assert.That(_ring.WithDescriptor(0, Readable(1), DescriptorFlags.Next, 0).WithAvailable(1, 0).Broken(), Is.EqualTo("driver.split.indirect.3"));

    [Test]
    public void ReadableBehindWritable_IsRefused() => Assert.That(
        _ring.WithDescriptor(0, Writable(1), DescriptorFlags.Next, 1).WithDescriptor(1, Readable(1)).WithAvailable(1, 0).Broken(), Is.EqualTo("driver.framing.1"));

    [Test]
    public void ChainOfMoreThanFourGigabytes_IsRefused() => Assert.That(
        _ring.WithDescriptor(0, Readable(uint.MaxValue), DescriptorFlags.Next, 1).WithDescriptor(1, Readable(2)).WithAvailable(1, 0).Broken(),
        Is.EqualTo("driver.split.descriptor.1"));

    [Test]
    public void SameHeadTwice_IsRefusedWhileItIsHeld() => Assert.That(PopThenBroken(_ring.WithDescriptor(0, Readable(1)).WithAvailable(2, 0, 0)), Is.EqualTo("2.7.13"));

    [Test]
    public void SameHead_AfterItWasUsed_IsTaken()
    {
        _ring.WithDescriptor(0, Readable(1)).WithAvailable(2, 0, 0);
        _ring.Device.Use(_ring.Pop(), 0);

        Assert.That(_ring.Pop().Head, Is.Zero);
    }

    [Test]
    public void IndirectTable_ThatWasNotNegotiated_IsRefused() =>
        Assert.That(_ring.WithDescriptor(0, Readable(16, Table), DescriptorFlags.Indirect).WithAvailable(1, 0).Broken(), Is.EqualTo("driver.split.indirect.1"));

    [TestCase(16u, Table, DescriptorFlags.Indirect, ExpectedResult = null)]
    [TestCase(16u, Table, DescriptorFlags.Indirect | DescriptorFlags.Write, ExpectedResult = null)]
    [TestCase(16u, Table, DescriptorFlags.Indirect | DescriptorFlags.Next, ExpectedResult = "driver.split.indirect.4")]
    [TestCase(0u, Table, DescriptorFlags.Indirect, ExpectedResult = "2.7.5.3")]
    [TestCase(17u, Table, DescriptorFlags.Indirect, ExpectedResult = "2.7.5.3")]
    [TestCase(0xfffffff0u, Table, DescriptorFlags.Indirect, ExpectedResult = "2.6")]
    [TestCase(16u, ulong.MaxValue, DescriptorFlags.Indirect, ExpectedResult = "2.6")]
    public string? IndirectTable_OfAnyShape_IsTakenOrRefused(uint length, ulong address, DescriptorFlags flags)
    {
        using var ring = new RingPair(indirect: true);
        ring.WithDescriptor(0, Readable(5), table: Table).WithDescriptor(3, Readable(length, address), flags).WithAvailable(1, 3);
        bool taken = ring.Device.TryPop(out var chain, out var violation);
        if (taken) Assert.That((chain!.Head, chain.IsIndirect, chain.ReadableLength), Is.EqualTo(((ushort)3, true, 5UL)));
        return violation?.Clause;
    }

    [Test]
    public void IndirectTable_WithinATable_IsRefused()
    {
        using var ring = new RingPair(indirect: true);
        ring.WithDescriptor(0, Readable(16, Table), DescriptorFlags.Indirect, table: Table);

        Assert.That(ring.WithDescriptor(0, Readable(16, Table), DescriptorFlags.Indirect).WithAvailable(1, 0).Broken(), Is.EqualTo("driver.split.indirect.2"));
    }

    [TestCase((ushort)0)]
    [TestCase((ushort)3)]
    [TestCase((ushort)65535)]
    public void SizeThatIsNoPowerOfTwo_IsRefused(ushort size) => Refuses(new(size, 0x1000, 0x2000, 0x3000), "2.7");

    [TestCase(0x1008ul, 0x2000ul, 0x3000ul, "driver.split.1")]
    [TestCase(0x1000ul, 0x2001ul, 0x3000ul, "driver.split.1")]
    [TestCase(0x1000ul, 0x2000ul, 0x3002ul, "driver.split.1")]
    [TestCase(0x100000ul, 0x2000ul, 0x3000ul, "2.6")]
    [TestCase(0x1000ul, 0xfffful - 3, 0x3000ul, "2.6")]
    [TestCase(0x1000ul, 0x2000ul, 0xffffffffffffff00ul, "2.6")]
    public void RingsWhereNoneCanBe_AreRefused(ulong descriptors, ulong driver, ulong device, string clause) => Refuses(new(8, descriptors, driver, device), clause);

    [Test]
    public void UsedElement_StandsInTheRingBeforeItsIndex()
    {
        _ring.Driver.TryAdd([Writable(8)], "token", out ushort head);
        _ring.Device.Use(_ring.Pop(), 8);

        Assert.That(_ring.Driver.TryTakeUsed(out var used, out _), Is.True);
        Assert.That(used, Is.EqualTo(new UsedBuffer("token", head, 8)));
    }

    [Test]
    public void ChainThatIsNotHeld_CannotBeUsed() =>
        Assert.That(() => _ring.Device.Use(new(7, []), 0), Throws.ArgumentException);

    [TestCase((ushort)0, true)]
    [TestCase((ushort)1, false)]
    public void DriverIsNotified_UnlessItsFlagSaysNo(ushort flags, bool notified)
    {
        _ring.Driver.TryAdd([Readable(1)], null, out _);
        _ring.Device.Use(_ring.Pop(), 0);
        _ring.Memory.TryWriteIndex(_ring.Addresses.Driver, flags);

        Assert.That((_ring.Device.ShouldNotifyDriver(), _ring.Device.ShouldNotifyDriver()), Is.EqualTo((notified, false)));
    }

    [Test]
    public void StoppedQueue_GoesOnWhereItWas()
    {
        for (int i = 0; i < 3; i++)
        {
            _ring.Driver.TryAdd([Readable(1)], i, out _);
            _ring.Device.Use(_ring.Pop(), 0);
        }
        var resumed = new SplitDeviceQueue(_ring.Memory, _ring.Addresses, nextAvailable: _ring.Device.NextAvailable);
        _ring.Driver.TryAdd([Readable(1)], "late", out _);

        Assert.That(resumed.TryPop(out var chain, out _), Is.True);
        resumed.Use(chain!, 0);
        object? last = null;
        while (_ring.Driver.TryTakeUsed(out var used, out _)) last = used.Token;
        Assert.That(last, Is.EqualTo("late"));
    }

    [Test]
    public void ArbitraryRings_NeverThrowAndNeverLeaveMemory()
    {
        using var ring = new RingPair(size: 4, indirect: true);
        var small = Gen.Select(Gen.ULong[0, 0x10000], Gen.UInt[0, 64], Gen.UShort[0, 7], Gen.UShort[0, 5], (address, length, flags, next) =>
            new SplitDescriptor(address & ~15UL, length & ~15u, (DescriptorFlags)flags, next));
        var wild = Gen.Select(Gen.ULong, Gen.UInt, Gen.UShort, Gen.UShort, (address, length, flags, next) =>
            new SplitDescriptor(address, length, (DescriptorFlags)flags, next));
        Gen.Select(Gen.OneOf(small, wild).Array[4], Gen.UShort[0, 5].Array[4], Gen.UShort[0, 5], Gen.Byte.Array[64]).Sample((descriptors, heads, index, noise) =>
        {
            noise.CopyTo(ring.Bytes);
            for (int i = 0; i < descriptors.Length; i++) ring.Memory.TryWrite(ring.Addresses.Descriptors + (ulong)i * 16, descriptors[i]);
            ring.WithAvailable(index, heads);
            var device = new SplitDeviceQueue(ring.Memory, ring.Addresses, new(Indirect: true));
            int taken = 0;
            Violation? violation;
            byte[] read = new byte[256];
            while (device.TryPop(out var chain, out violation))
            {
                taken++;
                chain.Read(ring.Memory, 0, read);
                device.Use(chain, 0);
            }
            return taken <= 4 && (violation is not null || taken == index);
        }, iter: 5000, threads: 1);
    }

    private static string? PopThenBroken(RingPair ring)
    {
        ring.Pop();
        return ring.Broken();
    }

    private void Refuses(QueueAddresses addresses, string clause)
    {
        var device = new SplitDeviceQueue(_ring.Memory, addresses);

        Assert.That(device.TryPop(out _, out var violation), Is.False);
        Assert.That(violation?.Clause, Is.EqualTo(clause));
        Assert.That(device.Use(new DescriptorChain(0, []), 0), Is.EqualTo(violation));
    }
}
