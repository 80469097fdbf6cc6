using System.Buffers.Binary;
using Ballast.Guest.Driver;
using Ballast.Guest.Memory;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Tests;

public class BitmapTests
{
    private const int FreePages = 3;
    private const ulong Low = 32UL << 20;

    private static Bench BenchOf(ulong low, ulong high) => new Bench(TestRam.OfMiB(low, high), new() { Dialect = Dialect.Bitmap }).Bound();

    [Test]
    public void After_DRIVER_OK_one_buffer_of_eight_bytes_is_primed()
    {
        using var bench = BenchOf(32, 0);
        var primed = bench.Device.Take(FreePages).Single();

        Assert.That(primed.Buffers.Select(b => (b.Length, b.IsDeviceWritable)), Is.EqualTo(new[] { (8u, true) }));
        Assert.That(bench.Device.Log.IndexOf("notify 3"), Is.GreaterThan(bench.Device.Log.IndexOf("status 15")));
    }

    [Test]
    public void Request_is_answered_in_one_chain_of_three_buffers_and_primed_again_under_one_notification()
    {
        using var bench = BenchOf(32, 16);
        bench.Device.Log.Clear();
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), Low);
        bench.Run();
        var chains = bench.Device.Take(FreePages);

        Assert.That(chains, Has.Count.EqualTo(2));
        Assert.That(chains[0].Buffers.Select(b => (b.Length, b.IsDeviceWritable)), Is.EqualTo(new[] { (8u, false), (8u, false), (1536u, false) }));
        Assert.That(chains[1].Buffers.Select(b => (b.Length, b.IsDeviceWritable)), Is.EqualTo(new[] { (8u, true) }));
        Assert.That(bench.Device.NotificationsOf(FreePages), Is.EqualTo(1));
    }

    [TestCase(32, 0)]
    [TestCase(32, 16)]
    [TestCase(32, 5)]
    public void Bits_count_RAM_and_not_addresses(int low, int high)
    {
        using var bench = BenchOf((ulong)low, (ulong)high);
        bench.Guest.Run(new Workloads.IdleWorkload());
        var (count, length, bitmap) = Ask(bench, high == 0 ? 0xe0000000 : Low);

        var free = bench.Guest.Allocator.FreePages().Select(r => r.First < PhysicalMap.FourGigabyteFrame
            ? r : r with { First = r.First - PhysicalMap.FourGigabyteFrame + ((ulong)low << 8) });
        // The answer's own two pages have come back since.
        Assert.That(count, Is.EqualTo(bench.Guest.Allocator.FreePageCount - 2));
        Assert.That(length, Is.EqualTo((ulong)(low + high) * 256 / 8));
        Assert.That(PagesOf(bitmap).Except(PageSet.Of(free)), Is.EqualTo(PageSet.Empty));
        Assert.That(PagesOf(bitmap).Pages, Is.EqualTo(count));
    }

    [Test]
    public void Pages_in_use_and_the_bitmap_itself_are_not_reported()
    {
        using var bench = BenchOf(32, 16);
        var canaries = Canaries.Place(bench.Guest, 50);
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), Low);
        bench.Run();
        var answer = bench.Device.Take(FreePages)[0];
        var own = PageSet.Of(answer.Buffers.Select(b => new PageRun(b.Address >> PageRun.PageShift, 1)));

        var reported = PagesOf(bench.Device.BytesOf(answer)[16..]);
        Assert.That(reported.Intersect(PageSet.Of(Ram(own.Union(canaries.Pages)))), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Answer_that_comes_back_frees_its_memory()
    {
        using var bench = BenchOf(32, 16);
        ulong free = bench.Guest.Allocator.FreePageCount;
        for (int i = 0; i < 50; i++) Ask(bench, Low);

        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free));
        Assert.That(bench.Driver.OutstandingAnswers, Is.Zero);
    }

    [Test]
    public void Device_that_never_returns_answers_takes_no_more_than_its_ring_holds()
    {
        using var bench = BenchOf(32, 16);
        for (int i = 0; i < 200; i++)
        {
            if (bench.Device.Take(FreePages).Find(c => c.WritableLength > 0) is not { } primed) break;
            bench.Device.AskForBitmap(primed, Low);
            bench.Run();
        }

        Assert.That(bench.Driver.OutstandingAnswers, Is.InRange(30, 42));
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
    }

    [TestCase(0UL)]
    [TestCase(1UL)]
    [TestCase(0x2000800UL)]
    [TestCase(0x1000000UL)]
    [TestCase(0x100001000UL)]
    [TestCase(0xc0000000UL)]
    [TestCase(ulong.MaxValue)]
    public void Absurd_lowmem_is_refused_and_the_buffer_primed_again(ulong lowMemory)
    {
        using var bench = BenchOf(32, 16);
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), lowMemory);
        bench.Run();

        Assert.That(bench.Driver.Violations.Single().Clause, Is.EqualTo("bitmap.request.1"));
        Assert.That(bench.Device.Take(FreePages).Single().WritableLength, Is.EqualTo(8));
    }

    [TestCase(0u)]
    [TestCase(4u)]
    [TestCase(9u)]
    [TestCase(uint.MaxValue)]
    public void Request_of_a_wrong_length_is_refused(uint length)
    {
        using var bench = BenchOf(32, 16);
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), Low, length);
        bench.Run();

        Assert.That(bench.Driver.Violations.Single().Message, Does.Contain("used length"));
        Assert.That(bench.Device.Take(FreePages).Single().WritableLength, Is.EqualTo(8));
    }

    [Test]
    public void Guest_without_memory_for_a_bitmap_primes_again_and_leaks_nothing()
    {
        using var bench = BenchOf(32, 0);
        while (bench.Guest.Allocator.TryAllocate(0, out _))
        {
        }
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), Low);
        bench.Run();

        Assert.That(bench.Device.Take(FreePages).Single().WritableLength, Is.EqualTo(8));
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.Zero);
    }

    [Test]
    public void Fragmented_guest_answers_with_a_bitmap_in_several_buffers()
    {
        using var bench = BenchOf(512, 0);
        var pages = new List<PageBlock>();
        while (bench.Guest.Allocator.TryAllocate(0, out var page)) pages.Add(page);
        foreach (var page in pages.Where(p => p.Frame % 2 == 0)) bench.Guest.Allocator.Free(page);
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(), 0xe0000000);
        bench.Run();
        var answer = bench.Device.Take(FreePages)[0];

        Assert.That(answer.Buffers, Has.Count.EqualTo(2 + 4));
        Assert.That(PagesOf(bench.Device.BytesOf(answer)[16..]), Is.EqualTo(bench.Guest.Allocator.FreePages()));
    }

    [TestCase(0UL, 0x2000UL)]
    [TestCase(0xc0000000UL, 0x200000UL)]
    [TestCase(0x80000000UL, 0x200000UL)]
    public void Eight_gigabytes_have_the_geometry_of_the_series(ulong lowMemory, ulong pages)
    {
        var map = lowMemory == 0
            ? new PhysicalMap([new(0, 0x2000UL << 12)])
            : new PhysicalMap([new(0, lowMemory), new(1UL << 32, (8UL << 30) - lowMemory)]);
        var geometry = BitmapGeometry.Of(map, lowMemory == 0 ? 0xe0000000 : lowMemory);

        Assert.That(geometry.Pages, Is.EqualTo(pages));
        Assert.That(geometry.Bytes, Is.EqualTo(pages / 8));
        if (lowMemory != 0) Assert.That(geometry.IndexOf(0x100000), Is.EqualTo(lowMemory >> 12));
    }

    private static (ulong Count, ulong Length, byte[] Bitmap) Ask(Bench bench, ulong lowMemory)
    {
        bench.Device.AskForBitmap(bench.Device.Take(FreePages).Single(c => c.WritableLength > 0), lowMemory);
        bench.Run();
        var chains = bench.Device.Take(FreePages);
        var bytes = bench.Device.BytesOf(chains[0]);
        bench.Device.Use(FreePages, [chains[0]]);
        bench.Run();
        bench.Device.GiveBack(FreePages, chains[1]);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), bytes[16..]);
    }

    private static IEnumerable<PageRun> Ram(PageSet frames) => frames.Select(r => r.First < PhysicalMap.FourGigabyteFrame
        ? r : r with { First = r.First - PhysicalMap.FourGigabyteFrame + (Low >> PageRun.PageShift) });

    private static PageSet PagesOf(byte[] bitmap) => PageSet.Of(Enumerable.Range(0, bitmap.Length * 8)
        .Where(i => (bitmap[i >> 3] >> (i & 7) & 1) != 0).Select(i => new PageRun((ulong)i, 1)));
}
