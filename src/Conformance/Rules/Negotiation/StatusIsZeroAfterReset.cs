using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A reset brings the status back to 0.</summary>
internal sealed class StatusIsZeroAfterReset : Rule
{
    private StatusRead? _other;
    private bool _reset;

    public override ClauseId Clause => "device.reset.1";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case StatusWritten { Status: DeviceStatus.None }:
                _reset = true;
                break;
            case StatusRead { Status: DeviceStatus.None } when _reset:
                Kept(e);
                (_reset, _other) = (false, null);
                break;
            case StatusRead read when _reset:
                _other = read;
                break;
            case StatusWritten:
                Stays();
                break;
        }
    }

    public override void End(TraceEvent last) => Stays();

    private void Stays()
    {
        if (_other is not null) Broken(_other, $"the status is {_other.Status} after the reset, and never 0");
        (_reset, _other) = (false, null);
    }
}
