namespace Ballast.Conformance.Scenarios;

/// <summary>Something that a step or hook left for the report.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Text">Its text, or null when it is bytes.</param>
/// <param name="Bytes">Its bytes, when it is not text.</param>
/// <param name="FileName">The name to save it under, or null.</param>
/// <param name="At">When it was left.</param>
public sealed record Attachment(string MediaType, string? Text, ReadOnlyMemory<byte> Bytes, string? FileName, DateTimeOffset At);
