namespace Ballast.Conformance.Rules;

/// <summary>An event that shows something about a clause.</summary>
/// <param name="Event">Sequence number of the event.</param>
/// <param name="Note">What it shows; may be missing where a clause was kept.</param>
internal readonly record struct Evidence(long Event, string? Note);
