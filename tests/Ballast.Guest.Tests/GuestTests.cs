using Ballast.Guest.Tests.Infrastructure;
using Ballast.Guest.Workloads;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Guest.Tests;

public class GuestTests
{
    [Test]
    public void Idle_guest_of_2_GiB_uses_what_the_series_measured()
    {
        using var ram = TestRam.OfMiB(2048);
        ram.KeepsPages = false;
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        guest.Run(WorkloadKind.Idle);

        Assert.That(guest.UsedPages().Pages * 4, Is.EqualTo(353_242).Within(4));
    }

    [TestCase(256, 44_152, 5_596)]
    public void Smaller_idle_guest_uses_and_has_freed_as_large_a_part(int mib, int usedKiB, int garbageKiB)
    {
        using var ram = TestRam.OfMiB((ulong)mib);
        ram.KeepsPages = false;
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        guest.Run(WorkloadKind.Idle);

        Assert.That(guest.UsedPages().Pages * 4, Is.EqualTo((ulong)usedKiB).Within(4));
        Assert.That(guest.Allocator.UsedPages(), Is.EqualTo(guest.UsedPages()));
        Assert.That(NonZero(ram, guest.Allocator.FreePages()) * 4, Is.EqualTo((ulong)garbageKiB).Within(4));
        Assert.That(NonZero(ram, guest.UsedPages()), Is.EqualTo(guest.UsedPages().Pages));
        Assert.That(guest.UsedPages(), Has.Count.GreaterThan(10));
    }

    [Test]
    public void Hog_leaves_garbage_in_every_free_page()
    {
        using var ram = TestRam.OfMiB(64, 16);
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        guest.Run(WorkloadKind.Hog);

        var free = guest.Allocator.FreePages();
        Assert.That(NonZero(ram, free), Is.EqualTo(free.Pages));
        Assert.That(free.Pages, Is.GreaterThan(guest.Allocator.TotalPageCount * 8 / 10));
    }

    [Test]
    public void Cache_fills_sixty_percent_of_RAM_and_stays_in_use()
    {
        using var ram = TestRam.OfMiB(64, 16);
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        guest.Run(WorkloadKind.Cache);

        Assert.That(guest.Programs.CacheBytes, Is.EqualTo((80UL << 20) * 6 / 10).Within(4096));
        Assert.That(guest.FindLost(ram.Memory.TryRead), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Same_seed_gives_the_same_guest()
    {
        var first = Image(3);
        Assert.That(Image(3), Is.EqualTo(first));
        Assert.That(first, Is.Not.EqualTo(Image(4)));

        static byte[] Image(ulong seed)
        {
            using var ram = TestRam.OfMiB(8);
            var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop(), new() { Seed = seed });
            guest.Run(WorkloadKind.Cache);
            var image = new byte[8 << 20];
            ram.Memory.TryRead(0, image);
            return image;
        }
    }

    [Test]
    public void Every_write_is_told_to_the_observer()
    {
        using var ram = TestRam.OfMiB(16, 4);
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        guest.Run(WorkloadKind.Hog);
        var written = ram.TakeWritten();

        Assert.That(NonZero(ram, guest.Allocator.Map.Frames.Except(written)), Is.Zero);
        Assert.That(written.Pages, Is.EqualTo(guest.Allocator.TotalPageCount));
    }

    [Test]
    public void Stopped_guest_writes_nothing_and_goes_on_where_it_was()
    {
        using var bench = new Bench(TestRam.OfMiB(32)).Bound();
        bench.Guest.Start(new ChurnWorkload(100_000));
        Wait(bench, TimeSpan.FromMilliseconds(20));
        bench.Guest.Stop();
        ulong writes = bench.Ram.WriteCount;
        bench.Device.SetTarget(100);
        Wait(bench, TimeSpan.FromMilliseconds(20));

        Assert.That(bench.Guest.IsRunning, Is.False);
        Assert.That(bench.Ram.WriteCount, Is.EqualTo(writes));
        bench.Guest.Resume();
        Wait(bench, TimeSpan.FromMilliseconds(20));
        Assert.That(bench.Ram.WriteCount, Is.GreaterThan(writes));
        Assert.That(bench.Device.Take(0), Has.Count.EqualTo(1));
    }

    [Test]
    public void Churn_writes_at_its_rate_and_leaves_known_content()
    {
        using var ram = TestRam.OfMiB(64);
        var loop = new SteppedLoop();
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, loop);
        var churn = new ChurnWorkload(50_000);
        guest.Start(churn);
        loop.WaitFor(() => false, TimeSpan.FromMilliseconds(100));
        guest.Quiet();
        loop.RunUntilIdle();

        Assert.That(churn.PagesWritten, Is.EqualTo(5000).Within(10));
        Assert.That(guest.FindLost(ram.Memory.TryRead), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Churn_in_a_guest_without_free_memory_takes_hinted_pages_back()
    {
        using var bench = new Bench(TestRam.OfMiB(32)).Bound();
        bench.Device.Show(new(9));
        bench.Run();
        ulong hinted = bench.Driver.HintedPages;
        bench.Guest.Start(new ChurnWorkload(100_000, workingSet: 2000));
        Wait(bench, TimeSpan.FromMilliseconds(60));
        bench.Guest.Quiet();

        Assert.That(bench.Driver.HintedPages, Is.LessThan(hinted));
        Assert.That(bench.Guest.FindLost(bench.Ram.Memory.TryRead), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Churn_on_real_time_stops_between_two_pieces()
    {
        using var ram = TestRam.OfMiB(32);
        using var loop = new ThreadedLoop("guest");
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, loop);
        var churn = new ChurnWorkload(100_000);
        guest.Start(churn);
        Assert.That(loop.WaitFor(() => churn.PagesWritten > 100, TimeSpan.FromSeconds(10)));
        guest.Stop();

        Assert.That(guest.FindLost(ram.Memory.TryRead), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Canaries_stand_in_every_zone_and_at_the_edges_and_a_changed_one_is_found()
    {
        using var ram = TestRam.OfMiB(32, 16);
        var guest = new ReferenceGuest(ram.Memory, ram.Ranges, null, new SteppedLoop());
        var canaries = Canaries.Place(guest, 40);

        Assert.That(canaries.Pages.Pages, Is.EqualTo(40));
        foreach (ulong edge in new ulong[] { 256, 4095, 4096, 8191, 0x100000, 0x100fff }) Assert.That(canaries.Pages.Contains(edge), $"frame 0x{edge:x}");
        Assert.That(canaries.FindLost(ram.Memory), Is.EqualTo(PageSet.Empty));
        ram.Memory.TryWrite((4096UL << PageRun.PageShift) + 100, new byte[] { 0 });
        Assert.That(canaries.FindLost(ram.Memory), Is.EqualTo(PageSet.Of(new PageRun(4096, 1))));
        canaries.Rewrite();
        Assert.That(canaries.FindLost(ram.Memory), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Smallest_guest_of_one_MiB_boots_and_binds()
    {
        using var bench = new Bench(TestRam.OfMiB(1)).Bound();
        bench.Guest.Run(WorkloadKind.Hog);

        Assert.That(bench.Driver.State, Is.EqualTo(Driver.DriverState.Running));
        Assert.That(bench.Guest.FindLost(bench.Ram.Memory.TryRead), Is.EqualTo(PageSet.Empty));
    }

    private static void Wait(Bench bench, TimeSpan time) => bench.Loop.WaitFor(() => false, time);

    private static ulong NonZero(TestRam ram, PageSet pages)
    {
        ulong count = 0;
        foreach (var run in pages)
        {
            for (ulong frame = run.First; frame < run.End; frame++)
            {
                if (ram.Memory.TryGetSpan(frame << PageRun.PageShift, PageRun.PageSize, out var page) && page.ContainsAnyExcept((byte)0)) count++;
            }
        }
        return count;
    }
}
