using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>The driver clears the flags of a used ring that it allocates.</summary>
internal sealed class UsedFlagsBeginAtZero : PerLifeRule
{
    private readonly HashSet<BalloonQueue> _enabled = [];

    public override ClauseId Clause => "driver.split.notify-suppression.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case QueueEnabled { Queue: { } queue }:
                _enabled.Add(queue);
                break;
            case RingObserved { Queue: var queue, View.UsedFlags: { } flags } when _enabled.Remove(queue):
                Check(e, flags == 0, $"the flags of the used ring of {TraceNames.Of(queue)} are {flags} when it is enabled");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _enabled.Clear();
}
