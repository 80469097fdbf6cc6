using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>The configuration is not written before features are negotiated.</summary>
internal sealed class ConfigurationIsNotWrittenEarly : PerLifeRule
{
    private bool _early;

    public override ClauseId Clause => "driver.init.10";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.IsFollowed || Context.Life.IsFeaturesOk || Context.Life.IsLegacy) return;
        if (e is ConfigurationWritten { Offset: var offset })
        {
            Broken(e, $"bytes from {offset} on are written before FEATURES_OK");
            _early = true;
        }
        else if (e is StatusWritten { Status: var status } && status.HasFlag(DeviceStatus.FeaturesOk) && !_early)
        {
            Kept(e);
        }
    }

    protected override void Reborn(TraceEvent reset) => _early = false;
}
