namespace Ballast.Virtio.Rings;

/// <summary>What a side of a packed ring says about notifications (virtio 1.4, 2.8.14). Two bits: 3 is reserved.</summary>
public enum EventFlags : ushort
{
    /// <summary>RING_EVENT_FLAGS_ENABLE: notify.</summary>
    Enable = 0,

    /// <summary>RING_EVENT_FLAGS_DISABLE: do not notify.</summary>
    Disable = 1,

    /// <summary>RING_EVENT_FLAGS_DESC: notify when the descriptor at the given position is written. With EVENT_IDX only.</summary>
    Descriptor = 2,
}
