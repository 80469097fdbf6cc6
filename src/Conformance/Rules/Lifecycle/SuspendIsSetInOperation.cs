using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>SUSPEND is set only while DRIVER_OK is set and SUSPEND was negotiated.</summary>
internal sealed class SuspendIsSetInOperation : SuspensionRule
{
    public override ClauseId Clause => "driver.suspend.1";

    protected override void Watch(TraceEvent e, SuspensionPhase before)
    {
        if (!Context.Life.IsFollowed || !SetsSuspend(e)) return;
        Check(e, Context.Life.IsDriverOk && Context.Life.Accepts(Feature.Suspend), "SUSPEND is set, though the device is not in operation with SUSPEND negotiated");
    }
}
