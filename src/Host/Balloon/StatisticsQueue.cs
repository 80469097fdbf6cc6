using Ballast.Host.Devices;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Host.Balloon;

/// <summary>statsq: one buffer of statistics is kept, and returned to ask for the next (virtio 1.4, 5.5.6.3).</summary>
internal sealed class StatisticsQueue(BalloonDevice device) : QueueHandler
{
    private const int MostEntries = 1024;

    private int _samples;

    public IReadOnlyList<StatisticEntry> Latest { get; private set; } = [];

    public long Received { get; private set; }

    public override void Handle(DescriptorChain chain)
    {
        if (chain.WritableLength > 0)
        {
            device.Refuse(new("driver.balloon.stats.2", $"{chain.WritableLength} bytes of a statistics buffer are device-writable"));
            device.Use(BalloonQueue.Statistics, chain);
            return;
        }
        if (!TryRead(chain)) return;
        if (Held is { } older)
        {
            device.Refuse(new("driver.balloon.stats.1", "a second statistics buffer is made available while one is held"));
            device.Use(BalloonQueue.Statistics, older);
        }
        Held = chain;
    }

    public override void Drop()
    {
        base.Drop();
        _samples = 0;
    }

    /// <summary>Returns the buffer that is kept, which asks the driver for another.</summary>
    public bool Request()
    {
        if (Held is not { } chain || !device.IsRunning || device.IsPaused) return false;
        Held = null;
        device.Use(BalloonQueue.Statistics, chain);
        device.NotifyUsed(BalloonQueue.Statistics);
        return true;
    }

    // device.balloon.stats.1 and .2: entries come in any order, unknown tags are left out; what is not there any more is gone.
    private bool TryRead(DescriptorChain chain)
    {
        byte[] bytes = new byte[Math.Min(chain.ReadableLength, MostEntries * StatisticWire.Size)];
        var reader = new ChainReader(chain, device.Memory);
        int read = reader.Read(bytes);
        if (reader.IsBroken)
        {
            device.Break(new("2.6", "a statistics buffer is not guest memory"));
            return false;
        }
        Received++;
        if (device.IgnoresStatistics(_samples++)) return true;
        var entries = new Dictionary<StatisticTag, StatisticEntry>();
        for (int at = 0; at + StatisticWire.Size <= read; at += StatisticWire.Size)
        {
            var entry = StatisticWire.Read(bytes.AsSpan(at), device.StatisticsByteOrder);
            if (device.Knows(entry.Tag)) entries[entry.Tag] = entry;
        }
        Latest = [.. entries.Values];
        return true;
    }
}
