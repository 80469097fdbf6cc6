using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Rules;

/// <summary>What a trace says about one clause.</summary>
/// <param name="Clause">The clause.</param>
/// <param name="Outcome">Kept, broken or not exercised.</param>
/// <param name="Event">Sequence number of the event that breaks it, or of the first that keeps it; null when not exercised.</param>
/// <param name="Message">What was seen. May be missing unless broken.</param>
/// <param name="Side">The side that the clause binds: to blame when it is broken.</param>
/// <param name="Evidence">Sequence numbers of the events that show it, the first few.</param>
public sealed record Finding(ClauseId Clause, RuleOutcome Outcome, long? Event, string? Message, Side Side, IReadOnlyList<long> Evidence)
{
    /// <summary>Which reading of a disputed clause the side follows, as "queue-numbering=offered"; null where nothing is disputed or nothing shows.</summary>
    public string? Interpretation { get; init; }
}
