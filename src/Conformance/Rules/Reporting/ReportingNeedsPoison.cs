using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Reporting;

/// <summary>A guest that relies on what its free pages hold does not accept PAGE_REPORTING without PAGE_POISON.</summary>
internal sealed class ReportingNeedsPoison : PerLifeRule
{
    private GuestDescribed? _guest;
    private bool _judged;

    public override ClauseId Clause => "driver.balloon.features.3";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case GuestDescribed guest:
                _guest = guest;
                break;
            // A driver may think better of what it wrote first: what counts is what it goes to work with.
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk):
            case ChainAvailable when !Context.Life.ShowsStatus:
                JudgeAccepted(e);
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _judged = false;

    private void JudgeAccepted(TraceEvent e)
    {
        if (_judged || _guest is not ({ InitialisesOnFree: true } or { PoisonsFreePages: true })) return;
        if (Context.Life is not { Accepted: { } accepted, Offered: { } offered } || !offered.Has(Feature.PageReporting)) return;
        _judged = true;
        Check(e, !accepted.Has(Feature.PageReporting) || accepted.Has(Feature.PagePoison),
            "PAGE_REPORTING is accepted without PAGE_POISON, and the guest relies on what its free pages hold");
    }
}
