using System.ComponentModel;
using System.Diagnostics;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit;

/// <summary>The Cucumber Compatibility Kit: fetched with npm at test time, kept beside the test's binaries.</summary>
internal static class Kit
{
    private const string Version = "30.0.0";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Lazy<(string? Folder, string? Problem)> Installed = new(Install);

    /// <summary>The folder of samples. Without it the test is skipped, or fails where peers are required.</summary>
    public static string Features()
    {
        var (folder, problem) = Installed.Value;
        if (folder is not null)
            return folder;
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required")
            Assert.Fail(problem!);
        Assert.Ignore(problem!);
        return "";
    }

    private static (string? Folder, string? Problem) Install()
    {
        var prefix = Path.Combine(AppContext.BaseDirectory, $"compatibility-kit-{Version}");
        var features = Path.Combine(prefix, "node_modules", "@cucumber", "compatibility-kit", "features");
        var mark = Path.Combine(prefix, "installed");
        if (File.Exists(mark))
            return (features, null);
        Directory.CreateDirectory(prefix);
        try
        {
            var start = new ProcessStartInfo("npm")
            {
                ArgumentList = { "install", "--prefix", prefix, "--no-audit", "--no-fund", "--no-save", $"@cucumber/compatibility-kit@{Version}" },
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            using var npm = Process.Start(start)!;
            var error = npm.StandardError.ReadToEndAsync();
            var output = npm.StandardOutput.ReadToEndAsync();
            if (!npm.WaitForExit(Patience))
            {
                npm.Kill(entireProcessTree: true);
                return (null, $"npm did not install the compatibility kit within {Patience}");
            }
            Task.WaitAll(error, output);
            if (npm.ExitCode != 0)
                return (null, $"npm could not install the compatibility kit: {error.Result.Trim()}");
            File.WriteAllText(mark, Version);
            return (features, null);
        }
        catch (Win32Exception e)
        {
            return (null, $"npm is needed to fetch the compatibility kit: {e.Message}");
        }
    }
}
