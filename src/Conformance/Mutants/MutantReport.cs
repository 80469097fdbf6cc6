using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Mutants;

/// <summary>What came of a mutant, and where.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Broken">The clauses that were found broken and are not broken where the same scenarios run on the clean pair.</param>
/// <param name="Scenarios">The scenarios in which they were found, by id.</param>
/// <param name="Tried">How many scenarios were run.</param>
/// <param name="Duration">How long they took.</param>
public sealed record MutantReport(
    Mutant Mutant, IReadOnlyList<ClauseId> Broken, IReadOnlyList<string> Scenarios, int Tried, TimeSpan Duration)
{
    /// <summary>Clauses that should have been found broken and were not.</summary>
    public IEnumerable<ClauseId> Missed => Mutant.Breaks.Except(Broken);

    /// <summary>Clauses that were found broken and should not have been.</summary>
    public IEnumerable<ClauseId> Unexpected => Broken.Except(Mutant.Breaks);

    /// <summary>What came of it.</summary>
    public MutantVerdict Verdict => Missed.Any() ? MutantVerdict.Survived : Unexpected.Any() ? MutantVerdict.FalseAlarm : MutantVerdict.Killed;

    /// <summary>One line on what is wrong; null when it was killed.</summary>
    public string? Problem => Verdict switch
    {
        MutantVerdict.Survived when Tried == 0 => $"no scenario is tagged with {string.Join(", ", Mutant.Breaks)}",
        MutantVerdict.Survived => $"not found broken: {string.Join(", ", Missed)}{(Unexpected.Any() ? $"; found instead: {string.Join(", ", Unexpected)}" : "")}",
        MutantVerdict.FalseAlarm => $"found broken besides: {string.Join(", ", Unexpected)}",
        _ => null,
    };
}
