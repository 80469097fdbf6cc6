using Ballast.Conformance.Rules.Rings;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// Looks at the rings of a scenario from outside: at their control words whenever both sides are at rest, and at what one
/// side has handed over and must leave alone until it comes back. What it finds becomes events of the trace.
/// </summary>
internal sealed class RingWatch
{
    private static readonly IReadOnlySet<string> OfDriver = new HashSet<string> { RingCheck.Exposed };
    private static readonly IReadOnlySet<string> OfDevice = new HashSet<string>
    {
        RingCheck.Table, RingCheck.Readable, RingCheck.Shown, RingCheck.Taken, RingCheck.Returned, RingCheck.Closed,
    };

    private readonly TraceRecorder _trace;
    private readonly Func<GuestMemory> _memory;
    private readonly IReadOnlySet<string> _checks;
    private readonly Dictionary<BalloonQueue, WatchedRing> _rings = [];
    private readonly ByteOrder _order;
    private readonly bool _driverWaits;
    private FeatureSet _accepted;

    /// <summary>Watches from now on.</summary>
    /// <param name="trace">Tells what happens, and takes what is found.</param>
    /// <param name="memory">Guest memory.</param>
    /// <param name="isDeviceUnderTest">Whether the device is to be judged; otherwise the driver: the other one is ours, and clean.</param>
    /// <param name="order">Byte order of the guest, in which a legacy guest's rings are.</param>
    /// <param name="driverWaits">Whether the driver stands still while the device works.</param>
    public RingWatch(TraceRecorder trace, Func<GuestMemory> memory, bool isDeviceUnderTest, ByteOrder order, bool driverWaits)
    {
        _trace = trace;
        _memory = memory;
        _order = order;
        _driverWaits = driverWaits;
        _checks = isDeviceUnderTest ? OfDevice : OfDriver;
        trace.Recorded += See;
    }

    /// <summary>Both sides are at rest: notes what was found, and how each ring stands.</summary>
    /// <param name="always">Whether to note it also where nothing has changed.</param>
    public void Look(bool always)
    {
        foreach (var ring in _rings.Values) Look(ring, always);
    }

    /// <summary>Somebody wrote to guest memory.</summary>
    public void Written(DirtyClient by, ulong address, ulong length)
    {
        foreach (var ring in _rings.Values) ring.Written(by, address, length, _memory());
    }

    private void See(TraceEvent e)
    {
        switch (e)
        {
            case FeaturesAccepted { Features: var features }:
                _accepted = features;
                break;
            case QueueConfigured { Queue: { } queue, Addresses: var addresses }:
                _rings[queue] = Watch(queue, addresses, RingOptions.For(_accepted, _order));
                break;
            case QueueEnabled { Queue: { } queue } when _rings.TryGetValue(queue, out var ring):
                Look(ring, always: true);
                break;
            case QueueReset { Queue: { } queue }:
                _rings.Remove(queue);
                break;
            case DeviceReset:
                _rings.Clear();
                break;
            case ChainAvailable chain when _rings.TryGetValue(chain.Queue, out var ring):
                ring.Take(chain, _memory());
                break;
            case ChainUsed used when _rings.TryGetValue(used.Queue, out var ring):
                ring.Return(used, _memory(), _driverWaits);
                break;
        }
    }

    private void Look(WatchedRing ring, bool always)
    {
        foreach (var found in ring.Look(_memory(), _checks, always)) _trace.Record(found);
    }

    private static WatchedRing Watch(BalloonQueue queue, QueueAddresses addresses, RingOptions options) =>
        options.IsPacked ? new WatchedPackedRing(queue, addresses, options) : new WatchedSplitRing(queue, addresses, options);
}
