using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>What a device says of its use of legacy rings, to be held against what is in memory.</summary>
internal sealed class LegacyRingUse
{
    private readonly HashSet<BalloonQueue> _notified = [];
    private readonly HashSet<BalloonQueue> _used = [];
    private bool _refused;

    /// <summary>Whether the driver has done its part: there are chains, well laid out, and the device was told of them.</summary>
    public bool Told(LegacyRingVerified ring) => ring is { Available: > 0, StrangeAvailable: 0 } && _notified.Contains(ring.Queue);

    /// <summary>Whether the device believes that it has served the ring, or sees nothing in it, and memory says otherwise.</summary>
    public bool IsMisplaced(LegacyRingVerified ring) => ring.Used == 0 && (ring.Queue != BalloonQueue.Statistics || ring.Available > 1) && (_used.Contains(ring.Queue) || !_refused);

    /// <summary>Whether every chain has come back; of statistics the device keeps one.</summary>
    public static bool IsServed(LegacyRingVerified ring) =>
        ring.StrangeUsed == 0 && (ring.Used == ring.Available || (ring.Queue == BalloonQueue.Statistics && ring.Used == ring.Available - 1));

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case DeviceNotified { Queue: { } queue }:
                _notified.Add(queue);
                break;
            case ChainUsed { Queue: var queue }:
                _used.Add(queue);
                break;
            case Refused { By: TraceActor.Device }:
                _refused = true;
                break;
        }
    }

    public void Clear()
    {
        _notified.Clear();
        _used.Clear();
        _refused = false;
    }
}
