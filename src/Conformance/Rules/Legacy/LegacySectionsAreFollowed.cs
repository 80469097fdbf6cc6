using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>Whoever uses the legacy interface follows every legacy section: judged by the rules of those that demand something.</summary>
/// <param name="clause">The clause of the driver, or of the device.</param>
/// <param name="sections">Fresh rules of the sections.</param>
internal sealed class LegacySectionsAreFollowed(ClauseId clause, IReadOnlyList<Rule> sections) : Rule
{
    public override ClauseId Clause => clause;

    public override void See(TraceEvent e)
    {
        foreach (var section in sections)
        {
            section.Context = Context;
            section.See(e);
        }
    }

    public override void End(TraceEvent last)
    {
        foreach (var section in sections)
        {
            section.End(last);
            Adopt(section);
        }
    }
}
