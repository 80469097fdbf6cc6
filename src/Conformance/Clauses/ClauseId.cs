namespace Ballast.Conformance.Clauses;

/// <summary>Id of a normative statement, as in the clause tables: device.balloon.hinting.2, say. Never renumbered.</summary>
/// <param name="Value">The id.</param>
public readonly record struct ClauseId(string Value) : IComparable<ClauseId>
{
    /// <summary>The clause with this id.</summary>
    public static implicit operator ClauseId(string value) => new(value);

    /// <summary>Orders by the parts of the id; numbers among them count as numbers.</summary>
    public int CompareTo(ClauseId other)
    {
        var mine = Value.Split('.');
        var theirs = other.Value.Split('.');
        for (int i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            int order = int.TryParse(mine[i], out int a) && int.TryParse(theirs[i], out int b)
                ? a.CompareTo(b) : string.CompareOrdinal(mine[i], theirs[i]);
            if (order != 0) return order;
        }
        return mine.Length.CompareTo(theirs.Length);
    }

    /// <summary>Whether the left id comes first.</summary>
    public static bool operator <(ClauseId a, ClauseId b) => a.CompareTo(b) < 0;

    /// <summary>Whether the left id comes last.</summary>
    public static bool operator >(ClauseId a, ClauseId b) => a.CompareTo(b) > 0;

    /// <summary>Whether the left id does not come last.</summary>
    public static bool operator <=(ClauseId a, ClauseId b) => a.CompareTo(b) <= 0;

    /// <summary>Whether the left id does not come first.</summary>
    public static bool operator >=(ClauseId a, ClauseId b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
