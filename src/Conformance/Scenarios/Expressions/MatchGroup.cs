namespace Ballast.Conformance.Scenarios;

/// <summary>What one capture group took, with the groups inside it.</summary>
/// <param name="Start">Index of the first character, or null when the group took no part in the match.</param>
/// <param name="Value">The text taken, or null when the group took no part in the match.</param>
/// <param name="Children">The capture groups inside this one, in the order of their opening brackets.</param>
public sealed record MatchGroup(int? Start, string? Value, IReadOnlyList<MatchGroup> Children)
{
    /// <summary>What a transformer is given: the inner groups' texts, or the group's own when there are none.</summary>
    public string?[] Captures => Children.Count == 0 ? [Value] : [.. Children.Select(c => c.Value)];
}
