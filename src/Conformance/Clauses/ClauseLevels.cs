namespace Ballast.Conformance.Clauses;

/// <summary>What the levels mean for a verdict, and how they are written.</summary>
public static class ClauseLevels
{
    /// <summary>Whether breaking the clause is only worth a warning.</summary>
    public static bool IsRecommendation(this ClauseLevel level) => level is ClauseLevel.Should or ClauseLevel.ShouldNot;

    /// <summary>The words of RFC 2119.</summary>
    public static string Words(this ClauseLevel level) => level switch
    {
        ClauseLevel.Must => "MUST",
        ClauseLevel.MustNot => "MUST NOT",
        ClauseLevel.Should => "SHOULD",
        ClauseLevel.ShouldNot => "SHOULD NOT",
        _ => "MAY",
    };

    /// <summary>Reads the words of RFC 2119.</summary>
    public static bool TryParse(string words, out ClauseLevel level)
    {
        foreach (var candidate in Enum.GetValues<ClauseLevel>())
        {
            level = candidate;
            if (candidate.Words() == words) return true;
        }
        level = default;
        return false;
    }
}
