using System.Diagnostics.CodeAnalysis;

namespace Ballast.Conformance.Scenarios;

/// <summary>A condition on tags: <c>@a and not (@b or @c)</c>. <c>\</c> before a bracket, blank or backslash makes it part of a tag.</summary>
public sealed class TagExpression
{
    private readonly Func<IReadOnlyCollection<string>, bool> _matches;

    internal TagExpression(string source, Func<IReadOnlyCollection<string>, bool> matches)
    {
        Source = source;
        _matches = matches;
    }

    /// <summary>The condition that all scenarios satisfy.</summary>
    public static TagExpression Any { get; } = new("", _ => true);

    /// <summary>The condition as written; empty when all satisfy it.</summary>
    public string Source { get; }

    /// <summary>Reads a condition; an empty text is satisfied by all.</summary>
    /// <param name="source">The text.</param>
    /// <param name="expression">The condition.</param>
    /// <param name="problem">What is wrong with the text, in one line, or null.</param>
    public static bool TryParse(string source, [NotNullWhen(true)] out TagExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            expression = Parse(source);
            problem = null;
            return true;
        }
        catch (FormatException e)
        {
            expression = null;
            problem = e.Message;
            return false;
        }
    }

    /// <summary>Reads a condition; an empty text is satisfied by all.</summary>
    /// <exception cref="FormatException">The text is not a condition; the message says why.</exception>
    public static TagExpression Parse(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return string.IsNullOrWhiteSpace(source) ? Any : new TagExpression(source, new TagExpressionReader(source).Read());
    }

    /// <summary>Whether a scenario with these tags (each with its @) satisfies the condition.</summary>
    public bool Matches(IReadOnlyCollection<string> tags) => _matches(tags);

    /// <inheritdoc/>
    public override string ToString() => Source;
}
