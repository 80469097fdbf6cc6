using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A device that shows status 0 neither notifies nor touches its queues until it is set up again.</summary>
internal sealed class DeviceIsSilentAfterReset : Rule
{
    private bool _silent;
    private bool _spoke;

    public override ClauseId Clause => "device.reset.2";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case StatusRead { Status: DeviceStatus.None } when Context.Life.ResetWritten:
                (_silent, _spoke) = (true, false);
                break;
            case StatusWritten { Status: not DeviceStatus.None } when _silent:
                if (!_spoke) Kept(e);
                _silent = false;
                break;
            case ChainAvailable or ChainUsed or DriverNotified or ConfigurationNotified or ConfigurationChanged { Notified: true } when _silent && !(e is ChainAvailable && Context.IsDriversView):
                _spoke = true;
                Broken(e, "the device is at work though its status is 0");
                break;
        }
    }
}
