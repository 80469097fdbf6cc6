using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>ACKNOWLEDGE, DRIVER, FEATURES_OK and DRIVER_OK are set in this order.</summary>
internal sealed class StepsComeInOrder(ClauseId clause, DeviceStatus step, DeviceStatus required, DeviceStatus after) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFollowed && e is not StatusWritten { Status: DeviceStatus.Acknowledge }) return;
        if (e is not StatusWritten { Status: var status } || !status.HasFlag(step) || Context.Life.Written.HasFlag(step)) return;
        // driver.legacy.init.1: there is no FEATURES_OK to wait for.
        var before = Context.Life.IsLegacy ? required & ~DeviceStatus.FeaturesOk : required;
        var missing = before & ~(Context.Life.Written | (status & ~step));
        var early = after & Context.Life.Written;
        Check(e, missing == DeviceStatus.None && early == DeviceStatus.None,
            missing != DeviceStatus.None ? $"{step} is set before {missing}" : $"{step} is set after {early}");
    }
}
