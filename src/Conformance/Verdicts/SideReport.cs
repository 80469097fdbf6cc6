namespace Ballast.Conformance.Verdicts;

/// <summary>Who stood on one side of a run.</summary>
/// <param name="Name">As given on the command line: reference, linux, exec:….</param>
/// <param name="Version">Its version, when it is known.</param>
public sealed record SideReport(string Name, string? Version);
