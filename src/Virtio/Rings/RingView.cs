using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>What lies in the control words of a ring at one moment. What is not guest memory, or is not of this kind of ring, is null.</summary>
public sealed record RingView
{
    /// <summary>Flags of the available ring (split).</summary>
    public ushort? AvailableFlags { get; init; }

    /// <summary>Index of the available ring (split).</summary>
    public ushort? AvailableIndex { get; init; }

    /// <summary>used_event, behind the available ring (split).</summary>
    public ushort? UsedEvent { get; init; }

    /// <summary>Flags of the used ring (split).</summary>
    public ushort? UsedFlags { get; init; }

    /// <summary>Index of the used ring (split).</summary>
    public ushort? UsedIndex { get; init; }

    /// <summary>avail_event, behind the used ring (split).</summary>
    public ushort? AvailableEvent { get; init; }

    /// <summary>The driver event area (packed).</summary>
    public EventArea? DriverEvent { get; init; }

    /// <summary>The device event area (packed).</summary>
    public EventArea? DeviceEvent { get; init; }

    /// <summary>Reads them. Nothing is written.</summary>
    public static RingView Read(GuestMemory memory, QueueAddresses addresses, RingOptions options)
    {
        if (options.IsPacked)
            return new() { DriverEvent = Area(memory, addresses.Driver), DeviceEvent = Area(memory, addresses.Device) };
        var ring = new RingMemory(memory, options.Order);
        return new()
        {
            AvailableFlags = Number(ring, addresses.Driver, 0),
            AvailableIndex = Number(ring, addresses.Driver, SplitLayout.IndexOffset),
            UsedEvent = Number(ring, addresses.Driver, SplitLayout.UsedEventOffset(addresses.Size)),
            UsedFlags = Number(ring, addresses.Device, 0),
            UsedIndex = Number(ring, addresses.Device, SplitLayout.IndexOffset),
            AvailableEvent = Number(ring, addresses.Device, SplitLayout.AvailableEventOffset(addresses.Size)),
        };
    }

    private static ushort? Number(RingMemory memory, ulong start, ulong offset) =>
        start <= ulong.MaxValue - offset && memory.TryReadNumber(start + offset, out ushort number) ? number : null;

    private static EventArea? Area(GuestMemory memory, ulong address) => memory.TryRead(address, out EventArea area) ? area : null;
}
