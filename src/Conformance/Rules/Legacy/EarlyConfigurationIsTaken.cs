using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional device takes what a legacy driver writes into the configuration before it accepts features.</summary>
internal sealed class EarlyConfigurationIsTaken : PerLifeRule
{
    private (uint Value, ConfigurationWritten Event)? _early;

    public override ClauseId Clause => "device.legacy.init.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ConfigurationWritten written when ConfigurationFields.Written(e, BalloonConfiguration.ActualOffset) is { } value:
                _early = Context.Life.Accepted is null ? (value, written) : null;
                break;
            case ActualSeen { Pages: var pages } when _early is { } early && Context.Life is { IsLegacy: true, Accepted: not null }:
                Check(early.Event, pages == early.Value, $"actual {early.Value} is written before features are accepted, and the host sees {pages}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _early = null;
}
