namespace Ballast.Conformance.Suite;

/// <summary>Name and version of this suite, for reports and traces.</summary>
public static class SuiteVersion
{
    /// <summary>The version, as three numbers.</summary>
    public static string Number { get; } = typeof(SuiteVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>Name and version.</summary>
    public static string Name { get; } = $"ballast {Number}";
}
