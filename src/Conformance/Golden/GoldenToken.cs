namespace Ballast.Conformance.Golden;

/// <summary>A word of an event as golden traces have it.</summary>
/// <param name="Text">The word.</param>
/// <param name="Name">When it differs from run to run (an address, an id): what a draft calls its placeholder; else null.</param>
internal readonly record struct GoldenToken(string Text, string? Name = null);
