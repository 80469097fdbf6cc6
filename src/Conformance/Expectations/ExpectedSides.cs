namespace Ballast.Conformance.Expectations;

/// <summary>Who stands on the two sides of a run, as conditions are held against them.</summary>
/// <param name="Driver">Name of the driver, as on the command line.</param>
/// <param name="DriverVersion">Its version, or null.</param>
/// <param name="Device">Name of the device.</param>
/// <param name="DeviceVersion">Its version, or null.</param>
public sealed record ExpectedSides(string Driver, string? DriverVersion, string Device, string? DeviceVersion)
{
    /// <summary>Whether a condition holds for these sides.</summary>
    public bool Meet(ExpectationCondition when)
    {
        if (!Pattern.Matches(when.Driver, Driver) || !Pattern.Matches(when.Device, Device)) return false;
        // A version is that of the side that the condition names; without a name, of either.
        bool driver = when.Driver is not null || when.Device is null, device = when.Device is not null || when.Driver is null;
        return when.Version is null || (driver && Pattern.Matches(when.Version, DriverVersion)) || (device && Pattern.Matches(when.Version, DeviceVersion));
    }
}
