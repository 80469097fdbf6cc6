using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;
using CsCheck;

namespace Ballast.Guest.Tests;

public class PageAllocatorTests
{
    private static readonly PhysicalMap Small = new([new(0, 20UL << 20), new(1UL << 32, (9UL << 20) + 0x3000)]);

    [Test]
    public void Fresh_allocator_has_everything_free_but_the_reservation()
    {
        var allocator = new PageAllocator(Small);

        Assert.That(allocator.Reserved, Is.EqualTo(PageSet.Of(new PageRun(0, 256))));
        Assert.That(allocator.FreePages(), Is.EqualTo(Small.Frames.Except(allocator.Reserved)));
        Assert.That(allocator.FreePageCount, Is.EqualTo(Small.Pages - 256));
    }

    [Test]
    public void Higher_zones_are_used_up_before_lower_ones()
    {
        var allocator = new PageAllocator(Small, shuffleSeed: 5);
        var zones = new List<Zone>();
        while (allocator.TryAllocate(0, out var page)) zones.Add(PageAllocator.ZoneOf(page.Frame));

        Assert.That(zones, Is.Ordered.Descending);
        Assert.That(zones.Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Zone_limit_is_kept()
    {
        var allocator = new PageAllocator(Small);

        Assert.That(allocator.TryAllocate(4, out var block, Zone.Dma));
        Assert.That(block.Run.End, Is.LessThanOrEqualTo(4096UL));
    }

    [Test]
    public void Page_freed_twice_or_never_given_out_is_our_own_fault()
    {
        var allocator = new PageAllocator(Small);
        allocator.TryAllocate(0, out var page);
        allocator.Free(page);

        Assert.Throws<InvalidOperationException>(() => allocator.Free(page));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(new PageRun(0, 1)));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(new PageRun(1UL << 60, 1)));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(new PageRun(0x80000, 1)));
    }

    [Test]
    public void Same_seed_gives_the_same_places_and_another_seed_others()
    {
        var first = Places(7);
        Assert.That(Places(7), Is.EqualTo(first));
        Assert.That(first, Is.Not.EqualTo(Places(8)));

        static List<ulong> Places(int seed)
        {
            var allocator = new PageAllocator(Small, seed);
            return [.. Enumerable.Range(0, 20).Select(_ => allocator.TryAllocate(8, out var block) ? block.Frame : 0)];
        }
    }

    [Test]
    public void Everything_given_back_in_any_order_merges_to_the_blocks_of_the_beginning()
    {
        var allocator = new PageAllocator(Small, 3);
        var before = allocator.FreeBlocks().ToList();
        var pages = new List<PageBlock>();
        while (allocator.TryAllocate(0, out var page)) pages.Add(page);
        new Random(4).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pages));
        foreach (var page in pages) allocator.Free(page);

        Assert.That(allocator.FreeBlocks(), Is.EqualTo(before));
    }

    [Test]
    public void Allocator_agrees_with_a_plain_set_of_pages()
    {
        var operations = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10], Gen.Int[0, 1 << 20]).List[1, 200];
        Gen.Select(operations, Gen.Int[0, 3]).Sample((steps, seed) =>
        {
            var allocator = new PageAllocator(Small, seed == 0 ? null : seed);
            var free = new HashSet<ulong>(allocator.FreePages().SelectMany(Frames));
            var held = new List<PageRun>();
            foreach (var (kind, order, pick) in steps)
            {
                if (kind <= 1 && allocator.TryAllocate(order, out var block))
                {
                    Assert.That(block.Frame % block.Pages, Is.Zero);
                    foreach (ulong frame in Frames(block.Run)) Assert.That(free.Remove(frame));
                    held.Add(block.Run);
                }
                else if (kind == 2)
                {
                    var run = Small.Frames[pick % Small.Frames.Count];
                    ulong frame = run.First + (ulong)pick % run.Count;
                    bool taken = allocator.TryTake(frame);
                    Assert.That(taken, Is.EqualTo(free.Remove(frame)));
                    if (taken) held.Add(new(frame, 1));
                }
                else if (held.Count > 0)
                {
                    var run = held[pick % held.Count];
                    held.RemoveAt(pick % held.Count);
                    ulong half = run.Count / 2;
                    if (half > 0) held.Add(run with { Count = half });
                    run = new(run.First + half, run.Count - half);
                    allocator.Free(run);
                    foreach (ulong frame in Frames(run)) Assert.That(free.Add(frame));
                }
            }
            Assert.That(allocator.FreePageCount, Is.EqualTo((ulong)free.Count));
            Assert.That(allocator.FreePages().SelectMany(Frames), Is.EqualTo(free.Order()));
            Assert.That(allocator.FreeBlocks().Select(b => b.Order == 10 ? null : (PageBlock?)new PageBlock(b.Frame ^ b.Pages, b.Order))
                .OfType<PageBlock>().Intersect(allocator.FreeBlocks()), Is.Empty, "two free buddies were not merged");
        }, iter: 30);
    }

    private static IEnumerable<ulong> Frames(PageRun run)
    {
        for (ulong frame = run.First; frame < run.End; frame++) yield return frame;
    }
}
