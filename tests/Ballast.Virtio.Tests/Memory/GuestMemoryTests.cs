using Ballast.Virtio.Memory;
using CsCheck;

namespace Ballast.Virtio.Tests.Memory;

internal sealed class GuestMemoryTests
{
    private const ulong Low = 0x1000, Behind = Low + 65536, High = 1UL << 32;

    private GuardedMemory _low = null!, _neighbour = null!, _high = null!;
    private WriteLog _log = null!;
    private GuestMemory _memory = null!;

    [SetUp]
    public void SetUp()
    {
        (_low, _neighbour, _high, _log) = (new(65536), new(65536), new(65536), new());
        _memory = new([_high.At(High), _neighbour.At(Behind), _low.At(Low)], _log);
    }

    [TearDown]
    public void TearDown()
    {
        _low.Dispose();
        _neighbour.Dispose();
        _high.Dispose();
    }

    [TestCase(Low, 1ul, true)]
    [TestCase(Low - 1, 1ul, false)]
    [TestCase(Low, 131072ul, true)]
    [TestCase(Low, 131073ul, false)]
    [TestCase(Behind - 1, 2ul, true)]
    [TestCase(High + 65535, 1ul, true)]
    [TestCase(High + 65535, 2ul, false)]
    [TestCase(High, ulong.MaxValue, false)]
    [TestCase(ulong.MaxValue, ulong.MaxValue, false)]
    public void Range_IsMemory_WhenRegionsCoverAllOfIt(ulong address, ulong length, bool contained)
    {
        Assert.That(_memory.Contains(address, length), Is.EqualTo(contained));
        if (length <= 200_000) Assert.That(_memory.TryRead(address, new byte[length]), Is.EqualTo(contained));
    }

    [Test]
    public void Write_AcrossNeighbours_IsReadBackAndToldOnce()
    {
        Assert.That(_memory.TryWrite(Behind - 2, [1, 2, 3, 4]), Is.True);

        byte[] read = new byte[4];
        Assert.That(_memory.TryRead(Behind - 2, read), Is.True);
        Assert.That(read, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That(_log.Writes, Is.EqualTo(new[] { (Behind - 2, 4UL) }));
    }

    [Test]
    public void Write_PartlyOutside_WritesNothing()
    {
        Assert.That(_memory.TryWrite(High + 65534, [1, 2, 3]), Is.False);
        Assert.That(_high.Bytes[^2..].ToArray(), Is.All.Zero);
        Assert.That(_log.Writes, Is.Empty);
    }

    [Test]
    public void Span_LiesInOneRegion()
    {
        Assert.That(_memory.TryGetSpan(Behind - 1, 2, out _), Is.False);
        Assert.That(_memory.TryGetSpan(Behind - 1, 1, out _), Is.True);
        Assert.That(_memory.TryGetSpan(Low, -1, out _), Is.False);
    }

    [Test]
    public void Index_MustBeAligned()
    {
        Assert.That(_memory.TryWriteIndex(Low + 2, 0x1234), Is.True);
        Assert.That(_memory.TryReadIndex(Low + 2, out ushort value) ? value : 0, Is.EqualTo(0x1234));
        Assert.That(_low.Bytes[2..4].ToArray(), Is.EqualTo(new byte[] { 0x34, 0x12 }));
        Assert.That(_memory.TryReadIndex(Low + 1, out _) || _memory.TryWriteIndex(Low + 3, 0), Is.False);
    }

    [TestCase(Low + 65535)]
    [TestCase(Low)]
    [TestCase(Behind - 1)]
    public void RegionsThatOverlap_AreOurFault(ulong address) =>
        Assert.That(() => new GuestMemory([_low.At(Low), _high.At(address)]), Throws.ArgumentException);

    [Test]
    public void RegionPastTheEndOfAddresses_IsOurFault() =>
        Assert.That(() => new GuestMemory([_low.At(ulong.MaxValue - 100)]), Throws.ArgumentException);

    [Test]
    public void AnyAccess_StaysInMemory() =>
        Gen.Select(Gen.OneOf(Gen.ULong, Gen.ULong[Low - 10, Behind + 65546], Gen.ULong[High - 10, High + 65546]), Gen.Int[0, 70_000]).Sample((address, length) =>
        {
            byte[] bytes = new byte[length];
            bool contained = length == 0 || _memory.Contains(address, (ulong)length);
            return _memory.TryRead(address, bytes) == contained && _memory.TryWrite(address, bytes) == contained;
        }, iter: 2000, threads: 1);

    private sealed class WriteLog : IWriteObserver
    {
        public List<(ulong Address, ulong Length)> Writes { get; } = [];

        public void Written(ulong guestAddress, ulong length) => Writes.Add((guestAddress, length));
    }
}
