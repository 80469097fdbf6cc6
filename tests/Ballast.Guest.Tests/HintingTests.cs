using Ballast.Guest.Driver;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Guest.Tests;

public class HintingTests
{
    private const int FreePageQueue = 3;

    private static readonly CommandId Five = new(5);

    [Test]
    public void Round_opens_with_its_id_once_and_ends_with_STOP_and_covers_what_can_be_spared()
    {
        using var bench = new Bench(TestRam.OfMiB(64, 32)).Bound();
        var free = bench.Guest.Allocator.FreePages();
        bench.Device.Show(Five);
        var (chains, commands) = ServeRound(bench);

        Assert.That(commands, Is.EqualTo(new[] { Five, CommandId.Stop }));
        Assert.That(chains[0].ReadableLength, Is.EqualTo(4));
        Assert.That(chains[^1].ReadableLength, Is.EqualTo(4));
        var hinted = Pages(chains);
        Assert.That(hinted.Except(free), Is.EqualTo(PageSet.Empty));
        Assert.That(hinted.Pages, Is.EqualTo(bench.Driver.HintedPages).And.EqualTo(free.Pages - 96));
    }

    [Test]
    public void Blocks_are_offered_largest_first()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        bench.Device.Show(Five);
        var sizes = ServeRound(bench).Chains.Select(c => c.WritableLength).Where(l => l > 0).ToList();

        Assert.That(sizes, Is.Ordered.Descending);
        Assert.That(sizes[0], Is.EqualTo(4UL << 20));
    }

    [Test]
    public void Only_large_blocks_are_hinted_when_the_driver_is_like_Linux()
    {
        using var bench = new Bench(TestRam.OfMiB(64), new() { MinimumHintOrder = 10 }).Bound();
        bench.Device.Show(Five);

        Assert.That(ServeRound(bench).Chains.Select(c => c.WritableLength).Where(l => l > 0), Is.All.EqualTo(4UL << 20));
    }

    [Test]
    public void Full_ring_pauses_the_round_until_buffers_come_back()
    {
        using var bench = new Bench(TestRam.OfMiB(128), new() { FreePageQueueSize = 8 }).Bound();
        bench.Device.Show(Five);
        bench.Run();
        var first = bench.Device.Take(FreePageQueue);
        Assert.That(first, Has.Count.EqualTo(7));
        bench.Device.Use(FreePageQueue, first);
        var (rest, commands) = ServeRound(bench);

        Assert.That(rest, Has.Count.GreaterThan(20));
        Assert.That(commands, Is.EqualTo(new[] { CommandId.Stop }));
    }

    [Test]
    public void STOP_shown_within_a_round_ends_it_with_STOP_and_keeps_the_pages()
    {
        using var bench = new Bench(TestRam.OfMiB(128), new() { FreePageQueueSize = 8 }).Bound();
        bench.Device.Show(Five);
        bench.Run();
        bench.Device.Show(CommandId.Stop);
        bench.Run();
        var (chains, commands) = ServeRound(bench);

        Assert.That(commands, Is.EqualTo(new[] { Five, CommandId.Stop }));
        Assert.That(chains, Has.Count.EqualTo(8));
        Assert.That(bench.Driver.HintedPages, Is.EqualTo(6 * 1024));
    }

    [Test]
    public void DONE_releases_every_hinted_page()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        ulong free = bench.Guest.Allocator.FreePageCount;
        bench.Device.Show(Five);
        ServeRound(bench);
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.LessThan(free));
        bench.Device.Show(CommandId.Done);
        bench.Run();

        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free));
        Assert.That(bench.Driver.HintedPages, Is.Zero);
    }

    [Test]
    public void New_id_within_a_round_ends_the_old_one_before_it_opens()
    {
        using var bench = new Bench(TestRam.OfMiB(128), new() { FreePageQueueSize = 8 }).Bound();
        bench.Device.Show(Five);
        bench.Run();
        bench.Device.Show(new(6));
        var commands = ServeRound(bench).Commands;

        Assert.That(commands, Is.EqualTo(new[] { Five, CommandId.Stop, new CommandId(6), CommandId.Stop }));
    }

    [Test]
    public void Same_id_shown_again_opens_no_second_round()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        bench.Device.Show(Five);
        ServeRound(bench);
        bench.Device.NotifyConfiguration();
        bench.Device.SetTarget(0);

        Assert.That(ServeRound(bench).Chains, Is.Empty);
    }

    [Test]
    public void Same_id_after_a_reset_names_a_new_round()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        bench.Device.Show(Five);
        ServeRound(bench);
        bench.Device.DemandReset();
        bench.Run();

        Assert.That(ServeRound(bench).Commands, Is.EqualTo(new[] { Five, CommandId.Stop }));
    }

    [Test]
    public void Guest_under_pressure_gets_hinted_pages_back_initialised_before_DONE()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        bench.Device.Show(Five);
        var hinted = Pages(ServeRound(bench).Chains);
        bench.Ram.TakeWritten();
        while (bench.Guest.Allocator.TryAllocate(0, out _))
        {
        }
        Assert.That(bench.Guest.Programs.TryAllocate(3, out var block));

        Assert.That(hinted.Except(PageSet.Of(block.Run)).Pages, Is.EqualTo(hinted.Pages - block.Pages));
        Assert.That(PageSet.Of(block.Run).Except(bench.Ram.TakeWritten()), Is.EqualTo(PageSet.Empty));
        bench.Device.Show(CommandId.Done);
        bench.Run();
        Assert.That(bench.Guest.Allocator.IsUsed(block.Frame));
    }

    [Test]
    public void Id_that_flips_all_the_time_is_survived_and_each_round_is_closed()
    {
        using var bench = new Bench(TestRam.OfMiB(128), new() { FreePageQueueSize = 8 }).Bound();
        ulong free = bench.Guest.Allocator.FreePageCount;
        for (uint i = 0; i < 500; i++)
        {
            bench.Device.Show(new(i * 7 % 5));
            if (i % 3 == 0) bench.Run();
            if (i % 11 == 0) bench.Device.Serve(FreePageQueue);
        }
        bench.Device.Show(CommandId.Done);
        var (chains, commands) = ServeRound(bench);

        Assert.That(commands.Count == 0 || (commands[^1] == CommandId.Stop && chains[^1].ReadableLength == 4));
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free));
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
    }

    [Test]
    public void Used_ids_that_name_nothing_are_noted_and_the_rest_goes_on()
    {
        using var bench = new Bench(TestRam.OfMiB(64)).Bound();
        bench.Device.ForgeUsed(FreePageQueue, 1, new UsedElement(99, 0));
        bench.Run();
        bench.Device.ForgeUsed(0, 0x9000, new UsedElement(1, 0));
        bench.Run();

        Assert.That(bench.Driver.Violations.Select(v => v.Clause), Is.All.EqualTo("2.7.8"));
        Assert.That(bench.Driver.Violations, Has.Count.EqualTo(2));
        Assert.That(bench.Trace.Events, Has.Count.EqualTo(2));
        bench.Device.Show(CommandId.Done);
        bench.Run();
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
    }

    // Commands are read before their buffers go back: the driver may use the same memory again.
    private static Served ServeRound(Bench bench)
    {
        var chains = new List<DescriptorChain>();
        var commands = new List<CommandId>();
        bench.Run();
        for (var taken = bench.Device.Take(FreePageQueue); taken.Count > 0; taken = bench.Device.Take(FreePageQueue))
        {
            chains.AddRange(taken);
            commands.AddRange(taken.Where(c => c.ReadableLength > 0).Select(bench.Device.CommandOf));
            bench.Device.Use(FreePageQueue, taken);
            bench.Run();
        }
        return new(chains, commands);
    }

    private static PageSet Pages(IEnumerable<DescriptorChain> chains) => PageSet.Of(chains
        .SelectMany(c => c.Buffers).Where(b => b.IsDeviceWritable)
        .Select(b => new PageRun(b.Address >> PageRun.PageShift, b.Length >> PageRun.PageShift)));

    private sealed record Served(List<DescriptorChain> Chains, List<CommandId> Commands);
}
