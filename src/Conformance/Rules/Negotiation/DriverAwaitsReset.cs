using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A driver goes on after a reset only when it has read status 0.</summary>
internal sealed class DriverAwaitsReset : Rule
{
    private bool _reset;

    public override ClauseId Clause => "driver.reset.1";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case StatusWritten { Status: DeviceStatus.None }:
                _reset = true;
                break;
            case StatusRead { Status: DeviceStatus.None } when _reset:
                Kept(e);
                _reset = false;
                break;
            case StatusWritten when _reset:
                Broken(e, "the driver goes on after its reset without having read status 0");
                _reset = false;
                break;
        }
    }
}
