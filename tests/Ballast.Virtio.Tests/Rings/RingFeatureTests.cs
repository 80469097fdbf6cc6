using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;
using static Ballast.Virtio.Tests.Rings.RingBench;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

/// <summary>What can be negotiated about rings, on both kinds of them.</summary>
internal sealed class RingFeatureTests
{
    [TestCaseSource(typeof(RingBench), nameof(Kinds))]
    public void HeldBackChains_AreSeenTogether(RingOptions options)
    {
        using var ring = new RingBench(options);
        ring.Driver.HoldBack();
        ring.Add(Readable(1), Readable(2));
        ring.Add(Readable(3));
        Assert.That(ring.Broken(), Is.Null);
        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.False);

        ring.Driver.Publish();

        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.True);
        Assert.That((ring.Pop().ReadableLength, ring.Pop().ReadableLength), Is.EqualTo((3UL, 3UL)));
    }

    [TestCaseSource(typeof(RingBench), nameof(Kinds))]
    public void SideThatAsksForNothing_IsNotNotified_UntilItAsksAgain(RingOptions options)
    {
        using var ring = new RingBench(options);
        ring.Driver.AskForNotifications(NotificationWish.Never);
        ring.Device.AskForNotifications(NotificationWish.Never);
        ring.Add(Readable(1));
        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.False);
        ring.Device.Use(ring.Pop(), 0);
        Assert.That(ring.Device.ShouldNotifyDriver(), Is.False);
        ring.Take();

        ring.Driver.AskForNotifications(NotificationWish.Always);
        ring.Device.AskForNotifications(NotificationWish.Always);
        ring.Add(Readable(1));
        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.True);
        ring.Device.Use(ring.Pop(), 0);
        Assert.That(ring.Device.ShouldNotifyDriver(), Is.True);
    }

    [TestCase(false, 2)]
    [TestCase(true, 2)]
    public void SideThatAsksForAPosition_IsNotifiedWhenItIsReached(bool packed, int position)
    {
        using var ring = new RingBench(new(packed, EventIndex: true));
        ushort awaited = packed ? new PackedPosition((ushort)position, Wrap: true).Value : (ushort)position;
        ring.Driver.AskForNotifications(NotificationWish.At(awaited));
        ring.Device.AskForNotifications(NotificationWish.At(awaited));
        for (int i = 0; i < 5; i++)
        {
            ring.Add(Readable(1));
            Assert.That(ring.Driver.ShouldNotifyDevice(), Is.EqualTo(i == position), $"chain {i}");
        }
        for (int i = 0; i < 5; i++)
        {
            ring.Device.Use(ring.Pop(), 0);
            Assert.That(ring.Device.ShouldNotifyDriver(), Is.EqualTo(i == position), $"used {i}");
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void PositionWithinABatch_IsNoticed(bool packed)
    {
        using var ring = new RingBench(new(packed, EventIndex: true));
        ring.Device.AskForNotifications(NotificationWish.At(packed ? new PackedPosition(1, Wrap: true).Value : (ushort)1));
        for (int i = 0; i < 4; i++) ring.Add(Readable(1));

        Assert.That((ring.Driver.ShouldNotifyDevice(), ring.Driver.ShouldNotifyDevice()), Is.EqualTo((true, false)));
    }

    [Test]
    public void FlagsOfSplitRings_StayZeroWithEventIndex([Values] bool eventIndex)
    {
        using var ring = new RingBench(new(EventIndex: eventIndex));
        ring.Driver.AskForNotifications(NotificationWish.Never);
        ring.Device.AskForNotifications(NotificationWish.Never);

        Assert.That((ring.View.AvailableFlags, ring.View.UsedFlags), Is.EqualTo(eventIndex ? ((ushort?)0, (ushort?)0) : (1, 1)));
    }

    [Test]
    public void FlagsOfSplitRings_SayNothingWithEventIndex()
    {
        using var ring = new RingBench(new(EventIndex: true));
        ring.Memory.TryWriteIndex(ring.Addresses.Driver, 1);
        ring.Memory.TryWriteIndex(ring.Addresses.Device, 1);
        ring.Add(Readable(1));
        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.True);
        ring.Device.Use(ring.Pop(), 0);

        Assert.That(ring.Device.ShouldNotifyDriver(), Is.True);
    }

    [Test]
    public void EventsOfSplitRings_SayNothingWithoutEventIndex()
    {
        using var ring = new RingBench(default);
        ring.Memory.TryWriteIndex(ring.Addresses.Driver + SplitLayout.UsedEventOffset(8), 100);
        ring.Memory.TryWriteIndex(ring.Addresses.Device + SplitLayout.AvailableEventOffset(8), 100);
        ring.Add(Readable(1));
        Assert.That(ring.Driver.ShouldNotifyDevice(), Is.True);
        ring.Device.Use(ring.Pop(), 0);

        Assert.That(ring.Device.ShouldNotifyDriver(), Is.True);
    }

    [Test]
    public void EventIndex_FollowsWhatIsTaken()
    {
        using var ring = new RingBench(new(EventIndex: true));

        ring.After(3);

        Assert.That((ring.View.AvailableEvent, ring.View.UsedEvent), Is.EqualTo(((ushort?)3, (ushort?)3)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void InOrder_ChainsWaitForTheirTurn_AndGoBackAsOneBatch(bool packed)
    {
        using var ring = new RingBench(new(packed, InOrder: true));
        ushort[] heads = [ring.Add(Readable(1), Writable(4)), ring.Add(Writable(8)), ring.Add(Readable(1))];
        DescriptorChain[] chains = [ring.Pop(), ring.Pop(), ring.Pop()];
        ring.Device.Use(chains[2], 0);
        Assert.That(ring.Device.Returned, Is.Empty);
        ring.Device.Use(chains[1], 8);
        Assert.That(ring.Driver.TryTakeUsed(out _, out _), Is.False);
        Assert.That(ring.Device.ShouldNotifyDriver(), Is.False);

        ring.Device.Use(chains[0], 4);

        Assert.That(ring.Device.Returned.Select(r => r.Chain.Head), Is.EqualTo(heads));
        Assert.That(ring.Device.ShouldNotifyDriver(), Is.True);
        Assert.That(new[] { ring.Take(), ring.Take(), ring.Take() }.Select(u => (u.Head, u.Length)), Is.EqualTo(new[] { (heads[0], 4u), (heads[1], 8u), (heads[2], 0u) }));
        if (!packed) Assert.That(ring.Bytes[(int)ring.Addresses.Device + SplitLayout.EntriesOffset], Is.EqualTo(heads[2]), "one entry for all");
    }

    [TestCase(false)]
    [TestCase(true)]
    public void InOrder_ChainThatIsPartlyWritten_KeepsItsOwnEntry(bool packed)
    {
        using var ring = new RingBench(new(packed, InOrder: true));
        ring.Add(Writable(4));
        ring.Add(Writable(8));
        var (first, second) = (ring.Pop(), ring.Pop());
        ring.Device.Use(second, 8);
        ring.Device.Use(first, 3);

        Assert.That((ring.Take().Length, ring.Take().Length), Is.EqualTo((3u, 8u)));
    }

    [Test]
    public void InOrder_UsedTwiceBeforeItsTurn_IsOurFault()
    {
        using var ring = new RingBench(new(InOrder: true));
        ring.Add(Readable(1));
        ring.Add(Readable(1));
        ring.Pop();
        var second = ring.Pop();
        ring.Device.Use(second, 0);

        Assert.That(() => ring.Device.Use(second, 0), Throws.ArgumentException);
    }

    [Test]
    public void InOrder_EntryForMoreChainsThanTheIndexShows_IsRefused()
    {
        using var ring = new RingBench(new(InOrder: true));
        ring.Add(Readable(1));
        ushort second = ring.Add(Readable(1));
        ring.Memory.TryWrite(ring.Addresses.Device + SplitLayout.EntriesOffset, new UsedElement(second, 0));
        ring.Memory.TryWriteIndex(ring.Addresses.Device + SplitLayout.IndexOffset, 1);

        Assert.That(ring.Driver.TryTakeUsed(out _, out var violation), Is.False);
        Assert.That(violation!.Clause, Is.EqualTo("device.reserved-bits.5"));
    }

    [Test]
    public void InOrder_DescriptorsFollowEachOther_AroundTheEndOfTheTable()
    {
        using var ring = new RingBench(new(InOrder: true), size: 4);
        ring.After(3).Add(Readable(1), Readable(2));

        Assert.That(ring.Pop().Descriptors.Select(d => d.Index), Is.EqualTo(new ushort[] { 3, 0 }));
    }

    [TestCase(false, "driver.split.descriptor.2")]
    [TestCase(true, "driver.split.indirect.5")]
    public void InOrder_DescriptorsThatJump_AreRefused(bool inTable, string clause)
    {
        using var ring = new RingBench(new(Indirect: true, InOrder: true));
        ulong table = inTable ? TableAddress : ring.Addresses.Descriptors;
        ring.Memory.TryWrite(table, new SplitDescriptor(0, 1, DescriptorFlags.Next, 2));
        ring.Memory.TryWrite(table + 32, new SplitDescriptor(0, 1, DescriptorFlags.None, 0));
        if (inTable) ring.Memory.TryWrite(ring.Addresses.Descriptors, new SplitDescriptor(TableAddress, 48, DescriptorFlags.Indirect, 0));
        ring.Memory.TryWriteIndex(ring.Addresses.Driver + SplitLayout.IndexOffset, 1);

        Assert.That(ring.Broken(), Is.EqualTo(clause));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Indirect_ChainTakesOneDescriptor_WhileThereAreTables(bool packed)
    {
        using var ring = new RingBench(new(packed, Indirect: true)).WithTables(count: 1);
        Assert.That(ring.Driver.TryAdd(new Buffer[3], null, out _, indirect: true));
        Assert.That(ring.Driver.FreeDescriptors, Is.EqualTo(7));
        Assert.That(ring.Driver.TryAdd(new Buffer[3], null, out _, indirect: true));
        Assert.That(ring.Driver.FreeDescriptors, Is.EqualTo(4), "no table is left");
        Assert.That((ring.Pop().IsIndirect, ring.Pop().IsIndirect), Is.EqualTo((true, false)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Indirect_TableComesBackWithItsChain(bool packed)
    {
        using var ring = new RingBench(new(packed, Indirect: true)).WithTables(count: 1);
        for (int i = 0; i < 5; i++)
        {
            Assert.That(ring.Driver.TryAdd(new Buffer[4], null, out _, indirect: true));
            var chain = ring.Pop();
            Assert.That(chain.IsIndirect);
            ring.Device.Use(chain, 0);
            ring.Take();
        }
    }

    [TestCase(true, false, 3)]
    [TestCase(false, true, 3)]
    [TestCase(true, true, 5)]
    public void Indirect_WithoutTables_OrNegotiation_OrRoom_IsPlain(bool negotiated, bool tables, int buffers)
    {
        using var ring = new RingBench(new(Indirect: negotiated));
        if (tables) ring.WithTables(entries: 4);
        Assert.That(ring.Driver.TryAdd(new Buffer[buffers], null, out _, indirect: true));

        Assert.That(ring.Driver.FreeDescriptors, Is.EqualTo(8 - buffers));
    }

    [Test]
    public void Indirect_TableBehindPlainDescriptors_IsTaken()
    {
        using var ring = new RingBench(new(Indirect: true));
        ring.Memory.TryWrite(TableAddress, new SplitDescriptor(0x20, 2, DescriptorFlags.Write, 0));
        ring.Memory.TryWrite(ring.Addresses.Descriptors, new SplitDescriptor(0x10, 1, DescriptorFlags.Next, 1));
        ring.Memory.TryWrite(ring.Addresses.Descriptors + 16, new SplitDescriptor(TableAddress, 16, DescriptorFlags.Indirect | DescriptorFlags.Write, 0));
        ring.Memory.TryWriteIndex(ring.Addresses.Driver + SplitLayout.IndexOffset, 1);

        Assert.That(ring.Pop().Buffers, Is.EqualTo(new[] { Readable(1, 0x10), Writable(2, 0x20) }));
    }

    [Test]
    public void BigEndianGuest_HasItsOwnOrderInEveryField()
    {
        using var ring = new RingBench(new(Indirect: true, EventIndex: true, Order: ByteOrder.Big)).WithTables();
        Assert.That(ring.Driver.TryAdd([Readable(1, 0x10), Writable(2, 0x20)], "token", out _, indirect: true));
        Assert.That(ring.Bytes[(int)ring.Addresses.Driver + 3], Is.EqualTo(1), "the low byte of the index comes last");
        var chain = ring.Pop();
        Assert.That(chain.Buffers, Is.EqualTo(new[] { Readable(1, 0x10), Writable(2, 0x20) }));
        ring.Device.Use(chain, 2);

        Assert.That(ring.Take(), Is.EqualTo(new UsedBuffer("token", chain.Head, 2)));
        Assert.That((ring.View.UsedIndex, ring.View.UsedEvent), Is.EqualTo(((ushort?)1, (ushort?)1)));
    }

    [TestCaseSource(typeof(RingBench), nameof(Kinds))]
    public void ChainTakenLast_CanBeGivenBack_AndIsFoundAgain(RingOptions options)
    {
        using var ring = new RingBench(options);
        ring.After(7).Add(Readable(1));
        ring.Add(Readable(2), Readable(3));
        var first = ring.Pop();
        ushort before = ring.Device.NextAvailable;
        var second = ring.Pop();

        Assert.That(ring.Device.TryGiveBack(first), Is.False);
        Assert.That(ring.Device.TryGiveBack(second), Is.True);
        Assert.That(ring.Device.NextAvailable, Is.EqualTo(before));
        Assert.That(ring.Device.TryGiveBack(second), Is.False);
        Assert.That(ring.Pop().Head, Is.EqualTo(second.Head));
    }

    [TestCase(0, ExpectedResult = null)]
    [TestCase(-1, ExpectedResult = null)]
    [TestCase(1, ExpectedResult = "driver.packed.descriptor.3")]
    [TestCase(0x8000, ExpectedResult = "driver.packed.descriptor.3")]
    public string? NotificationDataOfASplitRing_IsHeldAgainstItsIndex(int ahead)
    {
        using var ring = new RingBench(default);
        ring.After(3).Add(Readable(1));

        return ring.Device.Check(NotificationData.Of(0, (ushort)(4 + ahead)))?.Clause;
    }

    [Test]
    public void NotificationData_ReadsAsItIsWritten()
    {
        var data = new NotificationData(0x1234, 0x5678, NextWrap: true);

        Assert.That(data.Value, Is.EqualTo(0xd6781234));
        Assert.That(NotificationData.Of(data.Value), Is.EqualTo(data));
    }

    [Test]
    public void LegacyLayout_PadsTheUsedRing()
    {
        var at = SplitLayout.LegacyAt(0x10000, 256, 4096, out ulong bytes);

        Assert.That((at.Driver, at.Device, bytes), Is.EqualTo((0x11000UL, 0x12000UL, 0x2000UL + 6 + 8 * 256)));
    }

    [TestCase(100, false, ExpectedResult = 64)]
    [TestCase(100, true, ExpectedResult = 100)]
    [TestCase(0, true, ExpectedResult = 0)]
    [TestCase(65535, false, ExpectedResult = 32768)]
    public int LargestSize_IsAPowerOfTwoForSplitRings(int most, bool packed) => RingLayout.LargestSize(most, new(packed));

    [Test]
    public void ViewOfNoMemory_KnowsNothing([Values] bool packed) =>
        Assert.That(RingView.Read(Virtio.Memory.GuestMemory.Empty, new(8, 0, ulong.MaxValue, 1), new(packed)), Is.EqualTo(new RingView()));
}
