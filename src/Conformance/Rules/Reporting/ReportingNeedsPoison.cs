using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Reporting;

/// <summary>A guest that relies on what its free pages hold does not accept PAGE_REPORTING without PAGE_POISON.</summary>
internal sealed class ReportingNeedsPoison : Rule
{
    private GuestDescribed? _guest;
    private FeatureSet _offered;

    public override ClauseId Clause => "driver.balloon.features.3";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case GuestDescribed guest:
                _guest = guest;
                break;
            case FeaturesOffered { Features: var offered }:
                _offered = offered;
                break;
            case FeaturesAccepted { Features: var accepted } when _guest is { InitialisesOnFree: true } or { PoisonsFreePages: true }:
                if (accepted.Has(Feature.PageReporting) && !accepted.Has(Feature.PagePoison))
                    Broken(e, "PAGE_REPORTING is accepted without PAGE_POISON, and the guest relies on what its free pages hold");
                else if (accepted.Has(Feature.PageReporting) || _offered.Has(Feature.PageReporting))
                    Kept(e);
                break;
        }
    }
}
