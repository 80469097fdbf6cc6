namespace Ballast.Conformance.Suite;

/// <summary>Where the features, golden traces and expectations are: in the working copy one stands in, else beside the program.</summary>
/// <param name="Root">Folder that holds features/ and fixtures/.</param>
public sealed record SuiteFiles(string Root)
{
    /// <summary>The feature files.</summary>
    public string Features => Path.Combine(Root, "features");

    /// <summary>The golden traces.</summary>
    public string Goldens => Path.Combine(Root, "fixtures", "golden");

    /// <summary>The expectations that come with the suite.</summary>
    public string Expectations => Path.Combine(Root, "fixtures", "expectations");

    /// <summary>The coverage of the clauses that was accepted.</summary>
    public string Coverage => Path.Combine(Root, "fixtures", "coverage", "coverage.tsv");

    /// <summary>Looks upwards from a folder, then beside the program.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no suite in either place.</exception>
    public static SuiteFiles Find(string? from = null)
    {
        for (var folder = new DirectoryInfo(from ?? Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var here = new SuiteFiles(folder.FullName);
            if (Directory.Exists(here.Features) && Directory.Exists(here.Goldens)) return here;
        }
        var installed = new SuiteFiles(Path.Combine(AppContext.BaseDirectory, "suite"));
        return Directory.Exists(installed.Features) ? installed
            : throw new DirectoryNotFoundException($"no features/ and fixtures/golden/ above the current folder, nor in {installed.Root}");
    }
}
