using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Suite;

/// <summary>Who can stand opposite whom.</summary>
public static class SidePair
{
    /// <summary>Why a text names no driver, in one line; null when it does, or is null.</summary>
    public static string? FaultOfDriver(string? driver) => driver is not null && !SideSpec.TryParse(driver, out _, out string? error) ? error : null;

    /// <summary>Why a device cannot stand opposite a driver, in one line; null when it can. A mutant stands on the side that is at
    /// fault, and one is enough.</summary>
    public static string? FaultOfDevice(string? driver, string? device)
    {
        if (driver is not null && SideSpec.TryParse(driver, out var other, out _) && other.Mutant is { } misplaced && misplaced.Side != Side.Driver)
            return $"'{misplaced.Id}' is no driver, so it goes here";
        if (device is null) return null;
        if (!SideSpec.TryParse(device, out var side, out string? error)) return error;
        if (side.Kind is SideKind.Linux) return $"'{device}' is a driver: use --driver";
        if (side.IsThirdParty && driver is not null and not "reference") return "one side can be somebody else's: the other is ours, and drives it";
        if (side.Mutant is { Side: Side.Driver } driverMutant) return $"'{driverMutant.Id}' is a driver: use --driver";
        return side.Mutant is not null && driver is not null and not "reference" ? "a mutant's counterpart is the clean reference" : null;
    }
}
