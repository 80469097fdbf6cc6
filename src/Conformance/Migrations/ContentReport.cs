namespace Ballast.Conformance.Migrations;

/// <summary>What the destination's RAM was found to hold, by looking at it.</summary>
/// <param name="Needed">Pages whose content the guest needs, canaries included, that were looked for.</param>
/// <param name="Lost">How many of all pages are wrong at the destination.</param>
/// <param name="Example">The first that is wrong, in words; null when none is.</param>
public sealed record ContentReport(ulong Needed, ulong Lost, string? Example)
{
    /// <summary>Whether nothing was lost.</summary>
    public bool IsIntact => Lost == 0;

    /// <summary>The report in one line.</summary>
    public override string ToString() => IsIntact
        ? $"content verified: {Needed} pages of known content, and no other page that the guest needs was lost"
        : $"content WRONG: {Lost} pages are lost; {Example}";
}
