using System.Buffers.Binary;
using Ballast.Guest.Tests.Infrastructure;
using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Tests;

public class StatisticsTests
{
    private const int StatsQueue = 2;

    [Test]
    public void First_buffer_is_filled_before_DRIVER_OK_and_notified_after()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        var bytes = bench.Device.BytesOf(bench.Device.Take(StatsQueue).Single());

        Assert.That(bytes, Has.Length.EqualTo(60));
        Assert.That(Values(bytes)[StatisticTag.MemoryTotal], Is.EqualTo(16UL << 20));
        Assert.That(bench.Device.Log.IndexOf("notify 2"), Is.GreaterThan(bench.Device.Log.IndexOf("status 15")));
    }

    [Test]
    public void Used_buffer_is_followed_by_one_with_the_same_tags_and_new_values()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        var first = bench.Device.Take(StatsQueue).Single();
        var before = Values(bench.Device.BytesOf(first));
        bench.Guest.Run(new Workloads.CacheWorkload(0.25));
        bench.Device.Use(StatsQueue, [first]);
        bench.Run();
        var after = Values(bench.Device.BytesOf(bench.Device.Take(StatsQueue).Single()));

        Assert.That(after.Keys, Is.EqualTo(before.Keys));
        Assert.That(after[StatisticTag.Caches], Is.EqualTo(4UL << 20));
        Assert.That(before[StatisticTag.MemoryFree] - after[StatisticTag.MemoryFree], Is.EqualTo(4UL << 20));
        Assert.That(after[StatisticTag.Available], Is.EqualTo(before[StatisticTag.Available]));
    }

    [Test]
    public void Notifications_without_cause_add_no_second_buffer()
    {
        using var bench = new Bench(TestRam.OfMiB(16)).Bound();
        for (int i = 0; i < 10; i++)
        {
            bench.Device.NotifyUsed(StatsQueue);
            bench.Device.NotifyUsed(77);
        }
        bench.Run();

        Assert.That(bench.Device.Take(StatsQueue), Has.Count.EqualTo(1));
    }

    private static Dictionary<StatisticTag, ulong> Values(byte[] bytes) => bytes.Chunk(10).ToDictionary(
        e => (StatisticTag)BinaryPrimitives.ReadUInt16LittleEndian(e), e => BinaryPrimitives.ReadUInt64LittleEndian(e.AsSpan(2)));
}
