using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>The configuration can be read, and is right, before FEATURES_OK.</summary>
internal sealed class ConfigurationIsReadableEarly : PerLifeRule
{
    private readonly Dictionary<int, (uint Value, TraceEvent Event)> _early = [];

    public override ClauseId Clause => "device.config.1";

    protected override void Watch(TraceEvent e)
    {
        if (e is ConfigurationChanged { Offset: var changed }) _early.Remove(changed);
        if (e is ConfigurationWritten) _early.Clear();
        if (!Context.Life.IsFollowed) return;
        foreach (int field in (ReadOnlySpan<int>)[BalloonConfiguration.NumPagesOffset, BalloonConfiguration.ActualOffset,
            BalloonConfiguration.FreePageHintCommandIdOffset, BalloonConfiguration.PoisonValueOffset])
        {
            if (ConfigurationFields.Read(e, field) is not { } value) continue;
            if (!Context.Life.IsFeaturesOk)
            {
                _early.TryAdd(field, (value, e));
                Kept(e);
            }
            else if (_early.Remove(field, out var early) && early.Value != value)
            {
                Broken(early.Event, $"{BalloonConfiguration.NameOf(field)} reads {early.Value} before FEATURES_OK and {value} afterwards");
            }
        }
    }

    protected override void Reborn(TraceEvent reset) => _early.Clear();
}
