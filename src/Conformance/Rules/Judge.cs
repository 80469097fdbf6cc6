using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>Judges traces by the rules.</summary>
public static class Judge
{
    /// <summary>Judges a trace by every rule.</summary>
    /// <returns>One finding for each clause that was kept or not exercised, one for each event that breaks a clause; ordered by clause.</returns>
    public static IReadOnlyList<Finding> Run(Trace trace) => Run(trace, RuleCatalogue.CreateAll());

    /// <summary>Judges a trace by some rules, which must be fresh.</summary>
    public static IReadOnlyList<Finding> Run(Trace trace, IReadOnlyList<Rule> rules)
    {
        var context = new TraceContext(trace.Header);
        foreach (var rule in rules) rule.Context = context;
        foreach (var e in trace.Events)
        {
            bool isRegister = e is RegisterRead or RegisterWritten or InterruptLineChanged or InterruptMessageSent;
            foreach (var rule in rules)
            {
                if (!isRegister || rule.SeesRegisters) rule.See(e);
            }
            context.Note(e);
        }
        if (trace.Events.Count > 0)
        {
            foreach (var rule in rules) rule.End(trace.Events[^1]);
        }
        return [.. rules.OrderBy(r => r.Clause).SelectMany(Findings)];
    }

    private static IEnumerable<Finding> Findings(Rule rule)
    {
        var side = ClauseCatalogue.Default[rule.Clause].Side;
        switch (rule.Outcome)
        {
            case RuleOutcome.Broken:
                foreach (var (e, message) in rule.Breaking) yield return new(rule.Clause, RuleOutcome.Broken, e, message, side, [e]) { Interpretation = rule.Interpretation };
                break;
            case RuleOutcome.Kept:
                yield return new(rule.Clause, RuleOutcome.Kept, rule.Keeping[0].Event, rule.Keeping.FirstOrDefault(k => k.Note is not null).Note, side,
                    [.. rule.Keeping.Select(k => k.Event)])
                { Interpretation = rule.Interpretation };
                break;
            default:
                yield return new(rule.Clause, RuleOutcome.NotExercised, null, null, side, []);
                break;
        }
    }
}
