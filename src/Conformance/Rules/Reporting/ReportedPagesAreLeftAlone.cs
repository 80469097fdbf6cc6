using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Reporting;

/// <summary>Reported pages stay as they are while nothing needs them. Some use is natural: most of them must not change.</summary>
internal sealed class ReportedPagesAreLeftAlone : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.reporting.6";

    protected override void Watch(TraceEvent e)
    {
        if (e is SourceVerified { What: "left-alone", Pages: > 0 and var pages, Wrong: var wrong } && Context.IsGuestQuiet)
            Check(e, wrong.Pages <= pages / 2, $"{wrong.Pages} of {pages} pages are written after they were reported, though nothing needs them");
    }
}
