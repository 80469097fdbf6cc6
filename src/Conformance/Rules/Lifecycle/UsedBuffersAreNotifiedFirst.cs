using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device notifies of the buffers that it finished before it shows itself as suspended.</summary>
internal sealed class UsedBuffersAreNotifiedFirst : SuspensionRule
{
    private readonly HashSet<BalloonQueue> _used = [];
    private bool _due;

    public override ClauseId Clause => "device.suspend.10";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (before == SuspensionPhase.None && Phase == SuspensionPhase.Asked)
        {
            _due = false;
            _used.Clear();
        }
        // What the driver wants to be told by index cannot be seen here.
        if (Context.Life.Accepts(Feature.EventIdx)) return;
        switch (e)
        {
            case ChainUsed { Queue: var queue } when Phase == SuspensionPhase.Asked:
                _used.Add(queue);
                _due = true;
                break;
            case DriverNotified { Queue: { } queue }:
                _used.Remove(queue);
                break;
        }
        if (before != SuspensionPhase.Asked || Phase != SuspensionPhase.Suspended) return;
        if (_used.Count > 0) Broken(e, $"the device shows itself as suspended, and has used buffers of {string.Join(", ", _used)} without a notification");
        else if (_due) Kept(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _used.Clear();
    }
}
