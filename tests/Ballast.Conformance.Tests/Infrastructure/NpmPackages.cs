using System.ComponentModel;
using System.Diagnostics;

namespace Ballast.Conformance.Tests.Infrastructure;

/// <summary>Packages of others: fetched with npm at test time, kept beside the test's binaries, never committed.</summary>
internal sealed class NpmPackages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly string[] _packages;
    private readonly Lazy<string?> _problem;

    /// <param name="name">Name of the folder: it says the versions.</param>
    /// <param name="packages">Packages with their versions.</param>
    public NpmPackages(string name, params string[] packages)
    {
        _folder = Path.Combine(AppContext.BaseDirectory, name);
        _packages = packages;
        _problem = new(Install);
    }

    /// <summary>The folder that holds node_modules. Without it the test is skipped, or fails where peers are required.</summary>
    public string Folder()
    {
        if (_problem.Value is not { } problem) return _folder;
        if (Environment.GetEnvironmentVariable("BALLAST_PEERS") == "required") Assert.Fail(problem);
        Assert.Ignore(problem);
        return "";
    }

    /// <summary>Runs a command in the folder and gives its standard output; what it says on standard error fails the test.</summary>
    public string Run(string program, params string[] arguments)
    {
        var (code, output, error) = Execute(program, arguments);
        Assert.That(code, Is.Zero, error);
        return output;
    }

    private string? Install()
    {
        string mark = Path.Combine(_folder, "installed");
        if (File.Exists(mark)) return null;
        Directory.CreateDirectory(_folder);
        try
        {
            var (code, _, error) = Execute("npm", ["install", "--prefix", _folder, "--no-audit", "--no-fund", "--no-save", .. _packages]);
            if (code != 0) return $"npm could not install {string.Join(" and ", _packages)}: {error.Trim()}";
            File.WriteAllText(mark, string.Join('\n', _packages));
            return null;
        }
        catch (Win32Exception e)
        {
            return $"npm is needed to fetch {string.Join(" and ", _packages)}: {e.Message}";
        }
    }

    private (int Code, string Output, string Error) Execute(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} did not end within {Patience}");
        }
        return (process.ExitCode, output.Result, error.Result);
    }
}
