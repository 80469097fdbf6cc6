using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Initialisation begins with a reset.</summary>
internal sealed class DriverResetsFirst : PerLifeRule
{
    public override ClauseId Clause => "driver.init.1";

    protected override void Watch(TraceEvent e)
    {
        // A life that is already past ACKNOWLEDGE when the trace first shows it began before the trace.
        if (e is StatusWritten { Status: DeviceStatus.Acknowledge } && Context.Life.Written == DeviceStatus.None)
            Check(e, Context.Life.ResetWritten, "ACKNOWLEDGE is set without a reset before");
    }
}
