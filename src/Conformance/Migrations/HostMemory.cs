using System.Globalization;
using Ballast.Host.Machine;

namespace Ballast.Conformance.Migrations;

/// <summary>How much memory this computer can spare.</summary>
internal static class HostMemory
{
    private const ulong Kept = 1UL << 30;

    /// <summary>
    /// Backs a destination's RAM before the clock of a migration starts, if there is memory for all of it: a first touch may
    /// take longer than the link does, and says more of the computer than of the migration.
    /// </summary>
    /// <returns>Whether all of it is backed.</returns>
    public static bool TryPopulate(PcMachine machine, CancellationToken cancellation)
    {
        if (Available() is not { } available || available < machine.Size + Kept) return false;
        machine.Populate(cancellation);
        return true;
    }

    private static ulong? Available()
    {
        if (!OperatingSystem.IsLinux()) return null;
        string? line = File.ReadLines("/proc/meminfo").FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        string? number = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong kibibytes) ? kibibytes << 10 : null;
    }
}
