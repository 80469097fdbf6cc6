using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <content>The rings between the two sides, as the suite looks at them and as the device uses them.</content>
public sealed partial class Testbed
{
    private const string WatchTag = "@queues";

    private RingWatch? _rings;

    /// <summary>Notes how the rings stand, when the scenario is about rings and both sides are at rest.</summary>
    /// <param name="always">Whether a change has just been made that has to be noted, whoever is still at work.</param>
    public void LookAtRings(bool always = false)
    {
        if (_rings is not { } watch || (!always && Loop is SteppedLoop { IsIdle: false })) return;
        Loop.Invoke(() => watch.Look(always));
    }

    /// <summary>Lets the device say when it wants to be notified.</summary>
    public void AskDriver(BalloonQueue queue, NotificationWish wish)
    {
        Device.Ask(queue, wish);
        LookAtRings(always: true);
    }

    /// <summary>Lets the device look at a queue of which it was not notified.</summary>
    public void LetDeviceLook(BalloonQueue queue) => Device.Look(queue);

    /// <summary>Lets the device notify the driver of a queue in which it has used nothing.</summary>
    public void NotifyWithoutCause(BalloonQueue queue) => Device.NotifyWithoutCause(queue);

    /// <summary>Asks for free pages in the bitmap dialect, and says that less was written than is.</summary>
    public void AskForFreePages(uint usedLength)
    {
        Device.RequestLength = usedLength;
        Device.FreePageBitmap.Poll(out _);
    }

    /// <summary>Lets the device write a number into a ring.</summary>
    public void WriteRing(BalloonQueue queue, Func<QueueAddresses, ulong> place, ushort value)
    {
        var rings = Events.OfType<QueueConfigured>().Last(e => e.Queue == queue).Addresses;
        var memory = UsesThirdParty ? Side.SharedMemory : MachineMemory(DirtyClient.Device);
        memory.TryWrite(place(rings), (Le16)value);
        LookAtRings(always: true);
    }

    private void WatchRings()
    {
        if (!_context.Scenario.Tags.Contains(WatchTag)) return;
        _rings = new(_trace.Value, () => CommonMemory, IsDeviceUnderTest, Plan.ByteOrder, Loop is SteppedLoop);
        if (!UsesThirdParty && IsDeviceUnderTest && !UsesForeignDevice) Machine.Written += _rings.Written;
    }

    /// <summary>Notes how many chains the driver has made available on each of its queues. Only split rings count them.</summary>
    public void CountAvailable()
    {
        if (Events.OfType<FeaturesAccepted>().LastOrDefault()?.Features.Has(Feature.RingPacked) != false) return;
        foreach (var queue in Events.OfType<QueueConfigured>().Where(q => q.Queue is not null).GroupBy(q => q.Index).Select(g => g.Last()).ToList())
        {
            if (CommonMemory.TryReadIndex(queue.Addresses.Driver + SplitLayout.IndexOffset, out ushort index))
                Record(new AvailableCounted(queue.Queue!.Value, index));
        }
    }
}
