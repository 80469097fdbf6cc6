using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Coverage;

/// <summary>A chapter of virtio 1.4, or the series of 2016.</summary>
/// <param name="Number">Number of the chapter; 2016 for the series.</param>
/// <param name="Title">Its title.</param>
public sealed record SpecificationChapter(string Number, string Title)
{
    private static readonly SpecificationChapter Series = new("2016", "Free page bitmap, machine and migration");

    /// <summary>The chapters that have clauses, in order.</summary>
    public static IReadOnlyList<SpecificationChapter> All { get; } =
    [
        new("2", "Basic Facilities of a Virtio Device"),
        new("3", "General Initialization And Operation"),
        new("4", "Virtio Transport Options"),
        new("5.5", "Traditional Memory Balloon Device"),
        new("6", "Reserved Feature Bits"),
        new("7", "Conformance"),
        Series,
    ];

    /// <summary>The chapter that a clause stands in.</summary>
    public static SpecificationChapter Of(Clause clause) =>
        All.FirstOrDefault(c => clause.Origin == c.Number || clause.Origin.StartsWith(c.Number + '.', StringComparison.Ordinal)) ?? Series;

    /// <summary>Where a clause stands, in words: a section of virtio 1.4, or the patch of the series.</summary>
    public static string Place(Clause clause) => Of(clause) == Series ? $"series of 2016, {clause.Origin}" : $"virtio 1.4, {clause.Origin}";
}
