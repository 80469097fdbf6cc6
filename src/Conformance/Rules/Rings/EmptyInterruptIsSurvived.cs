using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A driver survives used buffer notifications of queues in which nothing was used.</summary>
internal sealed class EmptyInterruptIsSurvived : PerLifeRule
{
    private readonly HashSet<BalloonQueue> _used = [];
    private DriverNotified? _empty;

    public override ClauseId Clause => "driver.split.interrupt-suppression.5";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainUsed { Queue: var queue }:
                _used.Add(queue);
                break;
            case DriverNotified { Queue: { } queue } interrupt:
                if (!_used.Remove(queue)) _empty = interrupt;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.Failed) && _empty is { } cause:
                Broken(e, $"the driver gives up after the notification #{cause.Sequence}, for which there was no cause");
                _empty = null;
                break;
            case ChainAvailable when _empty is not null:
                Kept(e);
                _empty = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _used.Clear();
        if (reset is StatusWritten && _empty is { } cause) Broken(reset, $"the driver resets the device after the notification #{cause.Sequence}, for which there was no cause");
        _empty = null;
    }
}
