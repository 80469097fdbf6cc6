namespace Ballast.Conformance.Golden;

/// <summary>A part of a golden trace.</summary>
/// <param name="LineNumber">Where it stands in the file.</param>
internal abstract record GoldenItem(int LineNumber)
{
    /// <summary>One event: words that must agree, placeholders that bind.</summary>
    public sealed record Event(int LineNumber, IReadOnlyList<string> Words) : GoldenItem(LineNumber)
    {
        public override string ToString() => string.Join(' ', Words);
    }

    /// <summary>One event or more of one form; what binds in it binds for each anew.</summary>
    public sealed record Many(int LineNumber, Event Item) : GoldenItem(LineNumber);

    /// <summary>An event that may be missing; when it is usual, its absence is worth a warning.</summary>
    public sealed record Optional(int LineNumber, GoldenItem Item, bool IsUsual) : GoldenItem(LineNumber);

    /// <summary>Parts in any order.</summary>
    public sealed record Unordered(int LineNumber, IReadOnlyList<GoldenItem> Items) : GoldenItem(LineNumber);

    /// <summary>Any one of several sequences. When the specification leaves it open which, the question has a name, and each answer.</summary>
    public sealed record Alternative(int LineNumber, string? Question, IReadOnlyList<Branch> Branches) : GoldenItem(LineNumber);

    /// <summary>A sequence of an alternative.</summary>
    /// <param name="Reading">How one reads the specification who does so; null when nobody asks.</param>
    /// <param name="Items">What comes.</param>
    public sealed record Branch(string? Reading, IReadOnlyList<GoldenItem> Items);

    /// <summary>A sequence that counts only when a feature was accepted, or was not.</summary>
    public sealed record Guarded(int LineNumber, int Feature, bool IsAccepted, IReadOnlyList<GoldenItem> Items) : GoldenItem(LineNumber);
}
