using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Features are read and written between DRIVER and FEATURES_OK.</summary>
internal sealed class FeaturesAreNegotiatedInTheirStep : PerLifeRule
{
    private bool _read;
    private bool _written;

    public override ClauseId Clause => "driver.init.4";

    protected override void Watch(TraceEvent e)
    {
        // A vhost-user front end reads them when it connects, and shows its driver what it has read.
        if (Context.IsVhostUser) _read |= e is FeaturesOffered;
        if (!Context.Life.IsFollowed) return;
        bool begun = Context.Life.Written.HasFlag(DeviceStatus.Driver);
        switch (e)
        {
            case FeaturesOffered:
                _read |= begun;
                break;
            case FeaturesAccepted when !begun:
                Broken(e, "features are accepted before DRIVER is set");
                break;
            case FeaturesAccepted:
                _written = true;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.FeaturesOk) && !Context.Life.IsFeaturesOk:
                Check(e, _read && _written, $"FEATURES_OK is set, and features were not {(_read ? "accepted" : "read")} since DRIVER");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_read, _written) = (_read && Context.IsVhostUser, false);
}
