namespace Ballast.Migration;

/// <summary>One round of sending.</summary>
/// <param name="Round">Its number, from 1 on; round 1 is the bulk stage.</param>
/// <param name="DirtyPages">Pages in the migration bitmap when it began.</param>
/// <param name="DataPages">Pages sent with their content.</param>
/// <param name="ZeroPages">Pages sent as zero.</param>
/// <param name="Bytes">Bytes on the link.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RoundStatistics(int Round, ulong DirtyPages, ulong DataPages, ulong ZeroPages, ulong Bytes, TimeSpan Elapsed);
