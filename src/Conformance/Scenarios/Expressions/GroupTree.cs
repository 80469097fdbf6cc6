using System.Text.RegularExpressions;

namespace Ballast.Conformance.Scenarios;

/// <summary>A regular expression that remembers which capture group stands inside which.</summary>
internal sealed class GroupTree
{
    // Step texts come from users' files: a pattern that backtracks for ever must not hang the suite.
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;
    private readonly List<Node> _roots;

    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public GroupTree(string pattern)
    {
        _regex = new Regex(pattern, RegexOptions.CultureInvariant, MatchLimit);
        _roots = Nest(pattern);
    }

    public int Count => _roots.Count;

    /// <summary>The groups that stand in no other group, or null when the text does not match.</summary>
    public IReadOnlyList<MatchGroup>? Match(string text)
    {
        var match = _regex.Match(text);
        return match.Success ? [.. _roots.Select(n => Take(n, match))] : null;
    }

    private static MatchGroup Take(Node node, Match match)
    {
        var group = node.Name is { } name ? match.Groups[name] : match.Groups[node.Number];
        return new MatchGroup(
            group.Success ? group.Index : null,
            group.Success ? group.Value : null,
            [.. node.Children.Select(c => Take(c, match))]);
    }

    private static List<Node> Nest(string pattern)
    {
        var roots = new List<Node>();
        var open = new Stack<Node?>();
        var inClass = false;
        var number = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when !inClass:
                    inClass = true;
                    // A bracket that comes first in a class is one of its characters.
                    i += Follows(pattern, i, "^]") ? 2 : Follows(pattern, i, "]") ? 1 : 0;
                    break;
                case ']' when inClass:
                    inClass = false;
                    break;
                case '(' when !inClass:
                    var node = Capture(pattern, i, ref number);
                    if (node is not null)
                        (open.FirstOrDefault(n => n is not null)?.Children ?? roots).Add(node);
                    open.Push(node);
                    break;
                case ')' when !inClass && open.Count > 0:
                    open.Pop();
                    break;
            }
        }
        return roots;
    }

    private static bool Follows(string pattern, int index, string what) =>
        pattern.AsSpan(index + 1).StartsWith(what, StringComparison.Ordinal);

    private static Node? Capture(string pattern, int index, ref int number)
    {
        if (!Follows(pattern, index, "?"))
            return new Node(null, ++number);
        var isNamed = Follows(pattern, index, "?<") && !Follows(pattern, index, "?<=") && !Follows(pattern, index, "?<!");
        if (!isNamed)
            return null;
        var end = pattern.IndexOf('>', index);
        return new Node(pattern[(index + 3)..end], 0);
    }

    private sealed record Node(string? Name, int Number)
    {
        public List<Node> Children { get; } = [];
    }
}
