using Ballast.Guest.Driver;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Tests;

public class InitialisationTests
{
    [Test]
    public void Device_with_all_features_is_initialised_in_the_order_of_the_specification()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
        Assert.That(bench.Device.Log, Is.EqualTo(new[]
        {
            "status 0", "status is 0", "status 1", "status 3", "read features", "write features", "status 11", "status is 11",
            "queue 0", "enable 0", "queue 1", "enable 1", "queue 2", "enable 2", "queue 3", "enable 3", "status 15", "notify 2",
        }));
    }

    [Test]
    public void Slow_reset_is_waited_for()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.StatusReadsUntilReset = 100;
        bench.Bound();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
        Assert.That(bench.Device.Log.Take(3), Is.EqualTo(new[] { "status 0", "status is 0", "status 1" }));
    }

    [Test]
    public void Reset_that_never_ends_is_given_up()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.StatusReadsUntilReset = int.MaxValue;
        bench.Bound();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Failed));
        Assert.That(bench.Driver.Failure, Does.Contain("reset"));
    }

    [Test]
    public void Refused_features_end_in_FAILED_and_nothing_follows()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.TakesFeatures = false;
        bench.Bound();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Failed));
        Assert.That(bench.Device.Log[^1], Is.EqualTo("status 139"));
        Assert.That(bench.Device.ConfiguredQueues, Is.Empty);
    }

    [Test]
    public void Features_that_were_not_offered_are_not_accepted()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.Offered = FeatureSet.Of(Feature.StatsVq, Feature.PageReporting, Feature.Version1);
        bench.Bound();

        Assert.That(bench.Device.Accepted, Is.EqualTo(FeatureSet.Of(Feature.StatsVq, Feature.PageReporting, Feature.Version1)));
    }

    [TestCase(QueueNumbering.Negotiated, new[] { 0, 1, 2 })]
    [TestCase(QueueNumbering.Fixed, new[] { 0, 1, 3 })]
    [TestCase(QueueNumbering.Offered, new[] { 0, 1, 3 })]
    public void Statistics_offered_but_not_accepted_shift_the_free_page_queue_as_the_numbering_says(QueueNumbering numbering, int[] queues)
    {
        var options = new BalloonDriverOptions { Numbering = numbering };
        using var bench = new Bench(TestRam.OfMiB(16), options with { Supported = options.Supported.Without(Feature.StatsVq) }).Bound();

        Assert.That(bench.Device.ConfiguredQueues, Is.EqualTo(queues));
    }

    [TestCase(true, new[] { 0, 1, 2, 3 })]
    [TestCase(false, new[] { 0, 1 })]
    public void Bitmap_dialect_has_four_queues_with_bit_3_and_never_touches_queue_3_without(bool offered, int[] queues)
    {
        using var bench = new Bench(TestRam.OfMiB(16), new() { Dialect = Dialect.Bitmap });
        bench.Device.Offered = offered ? FeatureSet.Of(Feature.GetFreePages, Feature.Version1) : FeatureSet.Of(Feature.Version1);
        bench.Bound();

        Assert.That(bench.Device.ConfiguredQueues, Is.EqualTo(queues));
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
    }

    [Test]
    public void Poison_value_is_written_before_DRIVER_OK()
    {
        using var bench = new Bench(TestRam.OfMiB(16), new() { FillsFreePages = true, PoisonValue = 0xaaaaaaaa });
        bench.Device.Offered = bench.Device.Offered.With(Feature.PagePoison);
        bench.Bound();

        Assert.That(bench.Device.PoisonValue, Is.EqualTo(0xaaaaaaaa));
        Assert.That(bench.Device.Log.IndexOf("write poison_val 2863311530"), Is.LessThan(bench.Device.Log.IndexOf("status 15")));
    }

    [TestCase(false, true, false, true)]
    [TestCase(true, true, true, true)]
    [TestCase(true, false, false, false)]
    public void Poison_and_reporting_are_accepted_as_the_guest_fills_its_free_pages(bool fills, bool offered, bool poison, bool reporting)
    {
        using var bench = new Bench(TestRam.OfMiB(16), new() { FillsFreePages = fills });
        bench.Device.Offered = FeatureSet.Of(Feature.PageReporting, Feature.PagePoison, Feature.Version1);
        if (!offered) bench.Device.Offered = bench.Device.Offered.Without(Feature.PagePoison);
        bench.Bound();

        Assert.That(bench.Device.Accepted.Has(Feature.PagePoison), Is.EqualTo(poison));
        Assert.That(bench.Device.Accepted.Has(Feature.PageReporting), Is.EqualTo(reporting));
    }

    [Test]
    public void Queue_size_that_is_no_power_of_two_is_rounded_down()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.QueueSize = _ => 100;
        bench.Bound();

        Assert.That(bench.Device.AddressesOf(0).Size, Is.EqualTo(64));
    }

    [Test]
    public void Missing_queue_ends_in_FAILED()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.QueueSize = queue => queue == 1 ? (ushort)0 : (ushort)128;
        bench.Bound();

        Assert.That(bench.Driver.Failure, Is.EqualTo("the device has no queue 1"));
        Assert.That(bench.Device.Status & DeviceStatus.Failed, Is.Not.EqualTo(DeviceStatus.None));
    }

    [Test]
    public void Device_that_needs_a_reset_is_initialised_again_and_the_balloon_filled_again()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(300);
        bench.ServeBalloon();
        bench.Device.DemandReset();
        bench.ServeBalloon();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
        Assert.That(bench.Driver.BalloonPages, Is.EqualTo(300));
        Assert.That(bench.Device.Log.Count(l => l == "status 15"), Is.EqualTo(2));
        Assert.That(bench.Driver.Violations.Select(v => v.Clause), Is.EqualTo(new[] { "2.1.1" }));
    }

    [Test]
    public void Device_that_needs_a_reset_again_and_again_is_given_up()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        for (int i = 0; i < 20; i++)
        {
            bench.Device.DemandReset();
            bench.Run();
        }

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Failed));
    }

    [Test]
    public void Unbinding_empties_the_balloon_then_resets_and_gives_all_memory_back()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        ulong free = bench.Guest.Allocator.FreePageCount;
        bench.Bound();
        bench.Device.SetTarget(600);
        bench.ServeBalloon();
        bench.Driver.Unbind();
        bench.Run();
        for (int i = 0; i < 3; i++)
        {
            bench.Device.Serve(1);
            bench.Run();
        }

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbound));
        Assert.That(bench.Device.Actual, Is.Zero);
        Assert.That(bench.Guest.Allocator.FreePageCount, Is.EqualTo(free));
    }

    [Test]
    public void Bound_again_after_unbinding_the_driver_starts_from_the_beginning()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Driver.Unbind();
        bench.Run();
        bench.Device.Log.Clear();
        bench.Bound();

        Assert.That(bench.Device.Log[0], Is.EqualTo("status 0"));
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Running));
    }

    [Test]
    public void Unbinding_a_starved_balloon_empties_it_as_well()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(uint.MaxValue);
        bench.ServeBalloon();
        bench.Driver.Unbind();
        bench.ServeBalloon();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbound));
    }

    [Test]
    public void Unbinding_while_the_reset_is_awaited_ends_unbound()
    {
        using var bench = new Bench(TestRam.OfMiB(16));
        bench.Device.StatusReadsUntilReset = 50;
        bench.Driver.Bind();
        bench.Driver.Unbind();
        bench.Run();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbound));
        Assert.That(bench.Device.Log, Has.None.EqualTo("status 1"));
    }

    [Test]
    public void Unbinding_twice_does_not_wait_for_a_device_that_keeps_the_pages()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        bench.Device.SetTarget(100);
        bench.ServeBalloon();
        bench.Driver.Unbind();
        bench.Run();
        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbinding));
        bench.Driver.Unbind();
        bench.Run();

        Assert.That(bench.Driver.State, Is.EqualTo(DriverState.Unbound));
    }
}
