using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver makes no buffers available from SUSPEND on until it lets the device work on.</summary>
internal sealed class NothingIsAddedWhileSuspending : SuspensionRule
{
    private readonly Dictionary<BalloonQueue, int> _chains = [];

    public override ClauseId Clause => "driver.suspend.3";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (Phase is SuspensionPhase.None or SuspensionPhase.Resuming) _chains.Clear();
        else if (e is AvailableCounted { Queue: var queue, Chains: var chains } && !_chains.TryAdd(queue, chains))
            Check(e, chains == _chains[queue], $"{chains - _chains[queue]} chains are made available on {queue} while the device is suspended");
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _chains.Clear();
    }
}
