namespace Ballast.Migration;

/// <summary>What a destination received.</summary>
/// <param name="Total">From the first byte to the end.</param>
/// <param name="ReceivedBytes">Bytes of the stream.</param>
/// <param name="DataPages">Pages with their content, repetitions included.</param>
/// <param name="ZeroPages">Pages that are zero, repetitions included.</param>
/// <param name="FreePages">Pages that the guest had no more need of after they were sent.</param>
/// <param name="Rounds">Rounds, the last one included.</param>
public sealed record DestinationStatistics(TimeSpan Total, ulong ReceivedBytes, ulong DataPages, ulong ZeroPages, ulong FreePages, int Rounds);
