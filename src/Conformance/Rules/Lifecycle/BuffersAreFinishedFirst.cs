using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A device uses every buffer that it has taken before it shows itself as suspended.</summary>
internal sealed class BuffersAreFinishedFirst : SuspensionRule
{
    private readonly HashSet<(BalloonQueue Queue, ushort Head)> _taken = [];
    private bool _due;

    public override ClauseId Clause => "device.suspend.9";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        switch (e)
        {
            case ChainAvailable chain:
                _taken.Add((chain.Queue, chain.Head));
                break;
            case ChainUsed used:
                _taken.Remove((used.Queue, used.Head));
                break;
            case QueueReset { Queue: { } queue }:
                _taken.RemoveWhere(t => t.Queue == queue);
                break;
        }
        if (before == SuspensionPhase.None && Phase == SuspensionPhase.Asked) _due = _taken.Count > 0;
        if (before != SuspensionPhase.Asked || Phase != SuspensionPhase.Suspended) return;
        if (_taken.Count > 0) Broken(e, $"the device shows itself as suspended, and has {_taken.Count} buffers that it did not use");
        else if (_due) Kept(e);
    }

    protected override void Reborn(TraceEvent reset)
    {
        base.Reborn(reset);
        _taken.Clear();
    }
}
