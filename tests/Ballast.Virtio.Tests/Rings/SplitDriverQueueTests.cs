using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using CsCheck;
using static Ballast.Virtio.Tests.Rings.RingPair;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Virtio.Tests.Rings;

internal sealed class SplitDriverQueueTests
{
    private RingPair _ring = null!;

    [SetUp]
    public void SetUp() => _ring = new(size: 4);

    [TearDown]
    public void TearDown() => _ring.Dispose();

    [Test]
    public void FullTable_TakesNoMore_UntilChainsComeBack()
    {
        Assert.That(_ring.Driver.TryAdd([Readable(1), Readable(2), Readable(3)], null, out _), Is.True);
        Assert.That(_ring.Driver.TryAdd([Readable(1), Readable(2)], null, out _), Is.False);
        Assert.That((_ring.Driver.FreeDescriptors, _ring.Driver.Outstanding), Is.EqualTo((1, 1)));

        _ring.Device.Use(_ring.Pop(), 0);

        Assert.That(_ring.Driver.TryTakeUsed(out _, out _), Is.True);
        Assert.That((_ring.Driver.FreeDescriptors, _ring.Driver.Outstanding), Is.EqualTo((4, 0)));
        Assert.That(_ring.Driver.TryAdd(new Buffer[4], null, out _), Is.True);
    }

    [Test]
    public void ChainWithoutBuffers_CannotBeAdded() => Assert.That(() => _ring.Driver.TryAdd([], null, out _), Throws.ArgumentException);

    [Test]
    public void DescriptorsThatTheDeviceRewrites_DoNotMisleadTheDriver()
    {
        _ring.Driver.TryAdd([Readable(1), Readable(2)], null, out ushort head);
        _ring.Device.Use(_ring.Pop(), 0);
        _ring.Memory.TryWrite(_ring.Addresses.Descriptors, new byte[64]);

        _ring.Driver.TryTakeUsed(out _, out _);

        Assert.That(_ring.Driver.FreeDescriptors, Is.EqualTo(4));
        Assert.That(_ring.Driver.TryAdd(new Buffer[4], null, out _), Is.True);
        Assert.That(_ring.Pop().Buffers, Has.Count.EqualTo(4));
    }

    [TestCase(1u)]
    [TestCase(4u)]
    [TestCase(uint.MaxValue)]
    public void UsedIdThatIsNotOutstanding_IsRefused_AndTheNextIsTaken(uint id)
    {
        _ring.Driver.TryAdd([Readable(1)], "mine", out ushort head);
        _ring.WithUsed(2, new(id, 0), new(head, 5));

        Assert.That(_ring.Driver.TryTakeUsed(out _, out var violation), Is.False);
        Assert.That(violation!.Clause, Is.EqualTo("2.7.8"));
        Assert.That(_ring.Driver.TryTakeUsed(out var used, out _), Is.True);
        Assert.That(used, Is.EqualTo(new UsedBuffer("mine", head, 5)));
    }

    [Test]
    public void ChainUsedTwice_IsRefusedTheSecondTime()
    {
        _ring.Driver.TryAdd([Readable(1)], null, out ushort head);
        _ring.WithUsed(2, new(head, 0), new(head, 0));

        Assert.That(_ring.Driver.TryTakeUsed(out _, out _), Is.True);
        Assert.That(_ring.Driver.TryTakeUsed(out _, out var violation), Is.False);
        Assert.That(violation!.Clause, Is.EqualTo("2.7.8"));
    }

    [Test]
    public void UsedIndexTooFarAhead_IsRefused()
    {
        _ring.WithUsed(5);

        Assert.That(_ring.Driver.TryTakeUsed(out _, out var violation), Is.False);
        Assert.That(violation!.Clause, Is.EqualTo("2.7.8"));
    }

    [TestCase((ushort)0, true)]
    [TestCase((ushort)1, false)]
    public void DeviceIsNotified_UnlessItsFlagSaysNo(ushort flags, bool notified)
    {
        _ring.Memory.TryWriteIndex(_ring.Addresses.Device, flags);
        _ring.Driver.TryAdd([Readable(1)], null, out _);

        Assert.That((_ring.Driver.ShouldNotifyDevice(), _ring.Driver.ShouldNotifyDevice()), Is.EqualTo((notified, false)));
    }

    [Test]
    public void FreshRings_AreZero()
    {
        _ring.Bytes.Fill(0xee);

        _ = new SplitDriverQueue(_ring.Memory, _ring.Addresses);

        Assert.That(_ring.Device.TryPop(out _, out var violation), Is.False);
        Assert.That(violation, Is.Null);
    }

    [Test]
    public void RingsOutsideMemory_AreOurFault() =>
        Assert.That(() => new SplitDriverQueue(GuestMemory.Empty, _ring.Addresses), Throws.ArgumentException);

    [Test]
    public void Indices_WrapAfter65536Chains()
    {
        for (int i = 0; i < 70_000; i++)
        {
            Assume.That(_ring.Driver.TryAdd([Readable((uint)i)], i, out _));
            var chain = _ring.Pop();
            Assume.That(chain.ReadableLength, Is.EqualTo((ulong)i));
            _ring.Device.Use(chain, 0);
            Assume.That(_ring.Driver.TryTakeUsed(out var used, out _) && used.Token is int token && token == i);
        }

        Assert.That(_ring.Device.NextAvailable, Is.EqualTo(70_000 - 65_536));
    }

    [Test]
    public void BothHalves_AgreeWithAPlainQueue() =>
        Gen.Int[0, 99].Array[0, 300].Sample(moves =>
        {
            using var ring = new RingPair(size: 8);
            var waiting = new Queue<Buffer[]>();
            var held = new List<(DescriptorChain Chain, Buffer[] Buffers)>();
            var returned = new Queue<(Buffer[] Buffers, uint Length)>();
            int descriptors = 8;
            foreach (int move in moves)
            {
                switch (move % 4)
                {
                    case 0:
                        Buffer[] buffers = [.. Enumerable.Range(0, move % 3 + 1).Select(i => Readable((uint)i, (ulong)move))];
                        if (ring.Driver.TryAdd(buffers, buffers, out _) != descriptors >= buffers.Length) return false;
                        if (descriptors < buffers.Length) break;
                        descriptors -= buffers.Length;
                        waiting.Enqueue(buffers);
                        break;
                    case 1:
                        bool popped = ring.Device.TryPop(out var chain, out var violation);
                        if (violation is not null || popped != waiting.TryDequeue(out var expected)) return false;
                        if (!popped) break;
                        if (!chain!.Buffers.SequenceEqual(expected!)) return false;
                        held.Add((chain, expected!));
                        break;
                    case 2 when held.Count > 0:
                        var (used, content) = held[move % held.Count];
                        held.RemoveAt(move % held.Count);
                        if (ring.Device.Use(used, (uint)move) is not null) return false;
                        returned.Enqueue((content, (uint)move));
                        break;
                    case 3:
                        bool took = ring.Driver.TryTakeUsed(out var back, out var broken);
                        if (broken is not null || took != returned.TryDequeue(out var due)) return false;
                        if (!took) break;
                        if (!ReferenceEquals(back.Token, due.Buffers) || back.Length != due.Length) return false;
                        descriptors += due.Buffers.Length;
                        break;
                }
                if (ring.Driver.FreeDescriptors != descriptors || ring.Driver.Outstanding != waiting.Count + held.Count + returned.Count) return false;
            }
            return true;
        }, iter: 500);
}
