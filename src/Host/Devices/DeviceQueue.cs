using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Host.Devices;

/// <summary>One virtqueue of a device: where the driver put it, its ring, and whether there is something to do.</summary>
internal sealed class DeviceQueue(int index)
{
    public int Index => index;

    /// <summary>What the queue is for; null when the driver may set it up, but it has no use.</summary>
    public BalloonQueue? Role { get; set; }

    public QueueAddresses? Addresses { get; set; }

    /// <summary>Position at which to go on; null for a fresh queue.</summary>
    public ushort? NextAvailable { get; set; }

    /// <summary>The ring, from the first time on that the device may look at it.</summary>
    public IDeviceQueue? Ring { get; set; }

    /// <summary>What was written into chains that are used, but whose turn to be returned has not come (IN_ORDER).</summary>
    public Dictionary<ushort, ChainContent> Written { get; } = [];

    public bool IsEnabled { get; set; }

    /// <summary>Whether the driver has sent a notification that was not served yet.</summary>
    public bool IsNotified { get; set; }

    /// <summary>Whether the driver has asked for a reset of the queue that is still under way.</summary>
    public bool IsResetting { get; set; }

    /// <summary>Where the queue lay before it was reset, if it was since the device was.</summary>
    public QueueAddresses? Before { get; private set; }

    /// <summary>The available index that the queue had reached then.</summary>
    public ushort? PositionBefore { get; private set; }

    /// <summary>Forgets the queue alone, while the device goes on.</summary>
    public void ResetAlone()
    {
        var (before, position) = (Addresses, Ring?.NextAvailable ?? NextAvailable);
        Reset();
        (Before, PositionBefore) = (before, position);
    }

    public void Reset()
    {
        Before = null;
        PositionBefore = null;
        IsResetting = false;
        Addresses = null;
        NextAvailable = null;
        Ring = null;
        Written.Clear();
        IsEnabled = false;
        IsNotified = false;
    }
}
