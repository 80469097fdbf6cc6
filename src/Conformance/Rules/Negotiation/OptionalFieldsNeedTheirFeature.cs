using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>A field of the configuration that belongs to a feature is touched only when the feature is offered.</summary>
internal sealed class OptionalFieldsNeedTheirFeature : PerLifeRule
{
    public override ClauseId Clause => "driver.config.3";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life.Offered is not { } offered) return;
        bool hints = offered.Has(Feature.FreePageHint) && Context.IsHintDialect;
        Judge(e, BalloonConfiguration.FreePageHintCommandIdOffset, BalloonConfiguration.PoisonValueOffset, hints, "FREE_PAGE_HINT");
        Judge(e, BalloonConfiguration.PoisonValueOffset, BalloonConfiguration.Size, offered.Has(Feature.PagePoison), "PAGE_POISON");
        if ((!hints || !offered.Has(Feature.PagePoison)) && IsNumPages(e)) Kept(e, "a field that always exists");
    }

    private static bool IsNumPages(TraceEvent e) => e is ConfigurationRead { Offset: BalloonConfiguration.NumPagesOffset, Width: 4 };

    private void Judge(TraceEvent e, int from, int to, bool offered, string feature)
    {
        if (ConfigurationFields.Touches(e, from, to)) Check(e, offered, $"{BalloonConfiguration.NameOf(from)} is touched, and {feature} is not offered");
    }
}
