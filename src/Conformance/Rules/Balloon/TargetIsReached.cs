using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>The driver inflates while num_pages is more than it holds.</summary>
internal sealed class TargetIsReached : PerLifeRule
{
    private (uint Value, TraceEvent Event)? _target;
    private bool _known;

    public override ClauseId Clause => "driver.balloon.inflate-deflate.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is ConfigurationChanged { Offset: BalloonConfiguration.NumPagesOffset, After: var after })
            (_target, _known) = ((after, e), false);
        else if (ConfigurationFields.Read(e, BalloonConfiguration.NumPagesOffset) is { } read)
            (_target, _known) = (_target is { } t && t.Value == read ? t : (read, e), true);
        else if (e is ChainUsed { Queue: BalloonQueue.Inflate } && _target is { Value: > 0 and var target } && Context.Balloon.Announced >= target)
            Kept(e);
    }

    protected override void Reborn(TraceEvent reset) => (_target, _known) = (null, false);

    public override void End(TraceEvent last)
    {
        // Only what the driver has read, and only what the guest can give without harm.
        if (_target is not { } target || !_known || Context.Balloon.IsInflating || !Context.Balloon.IsExact || !Context.Life.IsUp || Context.Life.IsAtRest
            || Context.RamPages is not { } ram || target.Value >= ram / 2) return;
        ulong held = Context.Balloon.Announced;
        if (held < target.Value) Broken(target.Event, $"num_pages is {target.Value}, and the balloon stays at {held}");
    }
}
