namespace Ballast.Conformance.Expectations;

/// <summary>Patterns of the sides of a run; null matches any.</summary>
/// <param name="Driver">Pattern of the driver's name.</param>
/// <param name="Device">Pattern of the device's name.</param>
/// <param name="Version">Pattern of the version of the driver or of the device.</param>
public sealed record ExpectationCondition(string? Driver, string? Device, string? Version)
{
    /// <summary>Matches every run.</summary>
    public static ExpectationCondition Always { get; } = new(null, null, null);
}
