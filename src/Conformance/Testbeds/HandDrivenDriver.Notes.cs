using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Testbeds;

/// <content>What a device of ours would note, seen from here when the device is somebody else's.</content>
public sealed partial class HandDrivenDriver
{
    private readonly HashSet<BalloonQueue> _takenSinceNotified = [];

    /// <summary>Makes a chain available whose last descriptor a scenario then makes to refer to a table.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="placed">The buffers that stand in the ring at first.</param>
    /// <param name="buffers">All buffers of the chain, those of the table included.</param>
    /// <param name="reference">The descriptor that will refer to the table.</param>
    public void AddWithTable(BalloonQueue queue, ReadOnlySpan<Buffer> placed, ReadOnlySpan<Buffer> buffers, RawDescriptor reference)
    {
        Note(queue, Place(queue, placed), buffers, reference);
    }

    // Linux wants none of free_page_vq either. A device that polls that queue during a round may notify without end.
    private bool WantsNoNotificationsOf(BalloonQueue queue) => trace is not null && queue == BalloonQueue.FreePage;

    /// <summary>Whether something has come back of which no notification has come.</summary>
    public bool AwaitsNotification => _takenSinceNotified.Count > 0;

    /// <summary>Whether the device holds nothing that it would return by itself.</summary>
    public bool IsServed => _queues.All(q => q.Key == BalloonQueue.Statistics || q.Value.Ring.Outstanding == 0);

    /// <summary>Takes everything that has come back by now.</summary>
    public void CollectAll()
    {
        foreach (var queue in _queues.Values) queue.Collect();
    }

    private void Note(BalloonQueue queue, ushort head, ReadOnlySpan<Buffer> buffers, RawDescriptor? reference = null)
    {
        if (trace is null) return;
        Buffer[] all = [.. buffers];
        trace.Record(new ChainAvailable(queue, head, all, ChainDecoder.Decode(dialect, queue, new DescriptorChain(head, all), memory, ByteOrder))
        {
            IsIndirect = reference is not null,
            Descriptors = reference is { } known ? [.. all.Select(Describe), known] : [],
        });
    }

    private static RawDescriptor Describe(Buffer buffer) => new(
        0, buffer.Address, buffer.Length, (ushort)(buffer.IsDeviceWritable ? DescriptorFlags.Write : DescriptorFlags.None), 0, InTable: true);

    private void Note(BalloonQueue queue, UsedBuffer used)
    {
        if (trace is null) return;
        if (!WantsNoNotificationsOf(queue)) _takenSinceNotified.Add(queue);
        trace.Record(new ChainUsed(queue, used.Head, used.Length));
    }

    // One interrupt may stand for several queues: it counts for those in which something has come back.
    private void NoteNotification(int index)
    {
        if (trace is null) return;
        foreach (var (role, queue) in _queues)
        {
            if (queue.Index != index || (!queue.Ring.HasUsed && !_takenSinceNotified.Contains(role))) continue;
            queue.Collect();
            _takenSinceNotified.Remove(role);
            trace.Record(new DriverNotified(index, role));
        }
    }
}
