using System.Diagnostics.CodeAnalysis;

namespace Ballast.Peers.Linux;

/// <summary>The figures behind the statistics of a balloon driver (virtio 1.4, 5.5.6.4) as the guest's own files give
/// them.</summary>
/// <param name="SwapIn">Pages swapped in.</param>
/// <param name="SwapOut">Pages swapped out.</param>
/// <param name="MajorFaults">Major page faults.</param>
/// <param name="MinorFaults">Minor page faults.</param>
/// <param name="FreeMemoryKiB">MemFree.</param>
/// <param name="TotalMemoryKiB">MemTotal.</param>
/// <param name="AvailableMemoryKiB">MemAvailable.</param>
/// <param name="DiskCachesKiB">Page cache.</param>
/// <param name="BalloonInflated">Pages ever put into the balloon.</param>
/// <param name="BalloonDeflated">Pages ever taken out of it.</param>
public sealed record GuestStatistics(
    long SwapIn, long SwapOut, long MajorFaults, long MinorFaults,
    long FreeMemoryKiB, long TotalMemoryKiB, long AvailableMemoryKiB, long DiskCachesKiB,
    long BalloonInflated, long BalloonDeflated)
{
    internal static bool TryParse(string text, [NotNullWhen(true)] out GuestStatistics? statistics)
    {
        statistics = null;
        var figures = ProcFigures.Parse(text);
        string[] required = ["MemFree", "MemTotal", "MemAvailable", "Cached", "pgfault", "pgmajfault"];
        if (!required.All(figures.ContainsKey))
            return false;

        // A kernel without swap or without a balloon does not count them.
        long Figure(string name) => figures.GetValueOrDefault(name);
        statistics = new GuestStatistics(
            Figure("pswpin"), Figure("pswpout"), Figure("pgmajfault"), Figure("pgfault") - Figure("pgmajfault"),
            Figure("MemFree"), Figure("MemTotal"), Figure("MemAvailable"), Figure("Cached"),
            Figure("balloon_inflate"), Figure("balloon_deflate"));
        return true;
    }
}
