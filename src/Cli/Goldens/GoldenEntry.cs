namespace Ballast.Cli.Goldens;

/// <summary>One line of `ballast golden list`.</summary>
/// <param name="Name">Name of the golden trace.</param>
/// <param name="Remark">How it stands, and what to do about that.</param>
/// <param name="NeedsAttention">Whether there is anything to do.</param>
internal sealed record GoldenEntry(string Name, string Remark, bool NeedsAttention);
