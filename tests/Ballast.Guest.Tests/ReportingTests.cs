using Ballast.Guest.Driver;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Guest.Tests;

public class ReportingTests
{
    private const int ReportingQueue = 2;

    [Test]
    public void Report_names_large_free_blocks_and_takes_them_out_of_use()
    {
        using var bench = Reporting(new());
        var free = bench.Guest.Allocator.FreePages();
        var reported = Pages(bench.Device.Take(ReportingQueue).Single());

        Assert.That(reported.Pages, Is.GreaterThan(1024));
        Assert.That(reported.Intersect(free), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Blocks_come_back_when_the_report_is_used_and_are_reported_once()
    {
        using var bench = Reporting(new());
        var all = PageSet.Empty;
        while (bench.Device.Take(ReportingQueue) is { Count: > 0 } reports)
        {
            foreach (var report in reports)
            {
                Assert.That(Pages(report).Intersect(all), Is.EqualTo(PageSet.Empty));
                all = all.Union(Pages(report));
            }
            bench.Device.Use(ReportingQueue, reports);
            bench.Run();
        }

        Assert.That(all.Except(bench.Guest.Allocator.FreePages()), Is.EqualTo(PageSet.Empty));
    }

    [Test]
    public void Reported_blocks_hold_the_poison()
    {
        using var bench = Reporting(new() { FillsFreePages = true, PoisonValue = 0x01020304 });
        var chain = bench.Device.Take(ReportingQueue).Single();
        var page = new byte[PageRun.PageSize];

        foreach (var buffer in chain.Buffers)
        {
            bench.Ram.Memory.TryRead(buffer.Address + buffer.Length - PageRun.PageSize, page);
            Assert.That(page.Chunk(4), Is.All.EqualTo(new byte[] { 4, 3, 2, 1 }));
        }
    }

    [Test]
    public void Unbinding_gives_reported_blocks_back()
    {
        using var bench = Reporting(new());
        ulong free = bench.Guest.Allocator.FreePageCount;
        bench.Driver.Unbind();
        bench.Run();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbound));
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.GreaterThan(free));
    }

    private static Bench Reporting(BalloonDriverOptions options)
    {
        var bench = new Bench(TestRam.OfMiB(64), options);
        bench.Device.Offered = FeatureSet.Of(Feature.PageReporting, Feature.PagePoison, Feature.Version1);
        return bench.Bound();
    }

    private static PageSet Pages(DescriptorChain chain) =>
        PageSet.Of(chain.Buffers.Select(b => new PageRun(b.Address >> PageRun.PageShift, b.Length >> PageRun.PageShift)));
}
