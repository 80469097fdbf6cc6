using Ballast.Conformance.Verdicts;

namespace Ballast.Cli.Explaining;

/// <summary>The words of reports, and what they mean.</summary>
internal static class Glossary
{
    private static readonly Dictionary<string, string> Others = new()
    {
        ["kept"] = "A rule found events that prove its clause; the first few are named.",
        ["broken"] = "A rule found an event that breaks its clause; it is shown with its neighbours.",
        ["not-exercised"] = "Nothing in the trace says anything about the clause.",
        ["killed"] = "The rules of every clause that the mutant names found it, and no other did.",
        ["survived"] = "A clause that the mutant names was not found broken: a scenario or a rule is missing. It fails the run.",
        ["false-alarm"] = "A clause that the mutant does not name was found broken: a rule is too wide, or the mutant breaks more than it says. It fails the run.",
        ["covered"] = "The clause has a rule, a scenario that exercises it, and a mutant that proves both.",
        ["uncovered"] = "The clause lacks a rule, a scenario or a mutant, and nothing says why.",
        ["untestable"] = "The clause has no rule, for a reason: a mere permission, nothing to see from outside, a transport that is not there.",
        ["disputed"] = "The text of the clause can be read in several ways: each has a name, any of them passes, and the report says which one is followed.",
    };

    /// <summary>Every word that has a meaning here.</summary>
    public static IEnumerable<string> Words => Enum.GetValues<Verdict>().Select(v => v.Name()).Concat(Others.Keys);

    /// <summary>What a word means; null when it is none of these.</summary>
    public static string? Meaning(string word) =>
        VerdictNames.TryParse(word, out var verdict) ? verdict.Meaning() : Others.GetValueOrDefault(word);
}
