namespace Ballast.Conformance.Scenarios;

/// <summary>The text block under a step. A step's method may also take it as a string.</summary>
/// <param name="Content">The text, without the indentation of its delimiter.</param>
/// <param name="MediaType">What stands behind the opening delimiter, or null.</param>
public sealed record DocString(string Content, string? MediaType);
