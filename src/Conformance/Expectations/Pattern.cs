using System.IO.Enumeration;

namespace Ballast.Conformance.Expectations;

/// <summary>Patterns with '*' for anything.</summary>
internal static class Pattern
{
    public static bool Matches(string? pattern, string? text) =>
        pattern is null || (text is not null && FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false));
}
