using Ballast.Guest.Driver;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Tests;

public class BalloonTests
{
    private static FeatureSet Without(int feature) => new BalloonDriverOptions().Supported.Without(feature);

    [Test]
    public void Target_above_what_is_held_inflates_in_batches_and_updates_actual()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(600);
        bench.ServeBalloon();

        Assert.That(bench.Device.Log.Where(l => l.StartsWith("write actual", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "write actual 256", "write actual 512", "write actual 600" }));
        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(600));
    }

    [Test]
    public void Next_batch_waits_until_the_last_one_is_used()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(600);
        bench.Run();
        var first = bench.Device.Take(0);

        Assert.That(first, Has.Count.EqualTo(1));
        Assert.That(bench.Device.FramesOf(first[0]), Has.Length.EqualTo(256).And.Unique);
        bench.Device.NotifyConfiguration();
        bench.Run();
        Assert.That(bench.Device.Take(0), Is.Empty);
        Assert.That(bench.Device.Actual, Is.Zero);
    }

    [Test]
    public void Inflated_pages_are_not_written_while_they_are_in_the_balloon()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(256);
        bench.Run();
        var chain = bench.Device.Take(0);
        var ballooned = PageSet.Of(bench.Device.FramesOf(chain[0]).Select(f => new PageRun(f, 1)));
        bench.Ram.TakeWritten();
        bench.Device.Use(0, chain);
        bench.Run();
        bench.Guest.Run(new Workloads.HogWorkload());

        Assert.That(bench.Ram.TakeWritten().Intersect(ballooned), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Target_below_what_is_held_deflates_only_acknowledged_pages()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(512);
        bench.Run();
        bench.Device.Serve(0);
        bench.Run();
        var inFlight = bench.Device.Take(0);
        bench.Device.SetTarget(0);
        bench.Run();

        Assert.That(bench.Device.Take(1), Is.Empty);
        bench.Device.Use(0, inFlight);
        bench.Run();
        Assert.That(bench.Device.FramesOf(bench.Device.Take(1).Single()), Is.EquivalentTo(bench.Device.FramesOf(inFlight[0])));
    }

    [TestCase(true, 0)]
    [TestCase(false, 256)]
    public void Deflated_pages_are_free_before_the_device_was_told_only_without_MUST_TELL_HOST(bool negotiated, int freed)
    {
        using var bench = new Bench(TestRam.OfMiB(16), negotiated ? null : new() { Supported = Without(Feature.MustTellHost) }).Bound();
        bench.Device.SetTarget(256);
        bench.ServeBalloon();
        ulong free = bench.Guest.Allocator.FreePageCount;
        bench.Device.SetTarget(0);
        bench.Run();

        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free + (ulong)freed));
        bench.ServeBalloon();
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free + 256));
        Assert.That(bench.Device.Actual, Is.Zero);
    }

    [Test]
    public void Poison_fills_pages_that_come_back()
    {
        using var bench = new Bench(TestRam.OfMiB(16), new() { FillsFreePages = true, PoisonValue = 0x01020304 });
        bench.Device.Offered = bench.Device.Offered.With(Feature.PagePoison);
        bench.Bound();
        bench.Device.SetTarget(1);
        bench.Run();
        uint frame = bench.Device.FramesOf(bench.Device.Serve(0).Single()).Single();
        bench.Run();
        bench.Device.SetTarget(0);
        bench.ServeBalloon();

        var page = new byte[PageRun.PageSize];
        bench.Ram.Memory.TryRead((ulong)frame << PageRun.PageShift, page);
        Assert.That(page.Chunk(4), Is.All.EqualTo(new byte[] { 4, 3, 2, 1 }));
    }

    [Test]
    public void Absurd_target_takes_what_can_be_spared_and_stays_there()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(uint.MaxValue);
        bench.ServeBalloon();

        Assert.That(bench.Driver.IsStarved);
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(16));
        Assert.That(bench.Device.Actual, Is.EqualTo(bench.Driver.BalloonPages).And.GreaterThan(3500));
    }

    [Test]
    public void Balloon_out_of_memory_goes_on_when_memory_comes_free()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        var held = new List<Memory.PageBlock>();
        while (bench.Guest.Allocator.TryAllocate(0, out var page)) held.Add(page);
        bench.Device.SetTarget(100);
        bench.ServeBalloon();
        Assert.That(bench.Driver.IsStarved);
        foreach (var page in held.Take(500)) bench.Guest.Allocator.Free(page);
        bench.ServeBalloon();

        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(100));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Guest_out_of_memory_takes_ballooned_pages_only_with_DEFLATE_ON_OOM(bool negotiated)
    {
        using var bench = new Bench(TestRam.OfMiB(16), negotiated ? null : new() { Supported = Without(Feature.DeflateOnOom) }).Bound();
        bench.Device.SetTarget(1000);
        bench.ServeBalloon();
        bench.Driver.Shrink(1);
        bench.ServeBalloon();

        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(negotiated ? 744 : 1000));
        Assert.That(bench.Device.Actual, Is.EqualTo(bench.Driver.BalloonPages));
    }

    [Test]
    public void Configuration_that_changes_between_the_generation_reads_is_read_again()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        uint generation = 0;
        int reads = 0;
        bench.Device.Generation = () => generation;
        bench.Device.BeforeConfigurationRead = () =>
        {
            if (++reads != 1) return;
            generation++;
            bench.Device.SetField(0, 7);
        };
        bench.Device.SetTarget(5);
        bench.ServeBalloon();

        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(7));
    }

    [Test]
    public void Generation_that_never_rests_is_noted_and_survived()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        uint generation = 0;
        bench.Device.Generation = () => generation++;
        bench.Device.SetTarget(5);
        bench.ServeBalloon();

        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(5));
        Assert.That(bench.Driver.Violations[0].Clause, Is.EqualTo("2.5.1"));
    }
}
