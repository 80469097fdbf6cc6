namespace Ballast.Migration;

/// <summary>How far a migration is.</summary>
/// <param name="Round">The round under way, from 1 on.</param>
/// <param name="SentBytes">Bytes on the link up to now.</param>
/// <param name="RemainingPages">Pages of this round that are not sent yet.</param>
/// <param name="BytesPerSecond">Rate since the migration began.</param>
public readonly record struct MigrationProgress(int Round, ulong SentBytes, ulong RemainingPages, double BytesPerSecond);
