using Ballast.Conformance.Tests.Infrastructure;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>The Cucumber Compatibility Kit.</summary>
internal static class Kit
{
    private static readonly NpmPackages Packages = new("compatibility-kit-30.0.0", "@cucumber/compatibility-kit@30.0.0");

    /// <summary>The folder of samples. Without it the test is skipped, or fails where peers are required.</summary>
    public static string Features() => Path.Combine(Packages.Folder(), "node_modules", "@cucumber", "compatibility-kit", "features");
}
