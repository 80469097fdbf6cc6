namespace Ballast.Conformance.Clauses;

/// <summary>How binding a clause is (RFC 2119).</summary>
public enum ClauseLevel
{
    /// <summary>MUST.</summary>
    Must,

    /// <summary>MUST NOT.</summary>
    MustNot,

    /// <summary>SHOULD.</summary>
    Should,

    /// <summary>SHOULD NOT.</summary>
    ShouldNot,

    /// <summary>MAY: a permission; where a rule judges it, it judges the converse.</summary>
    May,
}
