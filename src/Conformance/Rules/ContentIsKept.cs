using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>Pages hold what they must, wherever the suite compared them.</summary>
/// <param name="clause">The clause.</param>
/// <param name="what">The kind of comparison (<see cref="SourceVerified.What"/>).</param>
/// <param name="applies">Features for which the clause holds.</param>
/// <param name="fault">What is wrong with pages that differ, as in "pages ... changed".</param>
internal sealed class ContentIsKept(ClauseId clause, string what, Func<FeatureSet, bool> applies, string fault) : PerLifeRule
{
    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (e is SourceVerified { What: var compared, Pages: > 0, Wrong: var wrong } && compared == what && Context.Life.Accepted is { } accepted && applies(accepted))
            Check(e, wrong.Pages == 0, $"{wrong.Pages} pages {fault}: {wrong}");
    }
}
