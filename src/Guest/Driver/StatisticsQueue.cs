using Ballast.Guest.Memory;
using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Driver;

/// <summary>Keeps a buffer of memory statistics with the device (virtio 1.4, 5.5.6.3).</summary>
internal sealed class StatisticsQueue(DriverContext context, DriverQueue queue, Func<IReadOnlyList<StatisticEntry>> sample, PageBlock page)
{
    private const int SlotSize = 256;

    private int _samples;

    /// <summary>Makes the first buffer available, without a notification: the device may not be told before DRIVER_OK.</summary>
    public void Prime()
    {
        for (int slot = 0; slot < context.Decisions.StatisticsBuffers; slot++) Add(slot);
    }

    /// <summary>Sends the notification that was held back.</summary>
    public void Notify() => queue.Notify();

    public void Used()
    {
        int back = queue.Outstanding;
        while (back-- > 0 && queue.TryTakeUsed(out var used))
        {
            if (context.Decisions.RefillsStatistics) Add((int)used.Token!);
        }
        // What came back beyond that was used again while it was being filled, and is taken at the next notification.
        queue.Notify();
    }

    public void Release() => context.Allocator.Free(page);

    private void Add(int slot)
    {
        var entries = context.Decisions.Choose(sample(), _samples++);
        var bytes = BalloonMessages.Statistics(context.Decisions.StatisticsByteOrder(context.ByteOrder), [.. entries.Take(SlotSize / StatisticWire.Size)]);
        ulong address = page.Address + (ulong)(slot * SlotSize);
        context.Memory.TryWrite(address, bytes);
        queue.TryAdd(new Virtio.Rings.Buffer(address, (uint)context.Decisions.StatisticsBytes(bytes.Length), IsDeviceWritable: false), slot);
    }
}
