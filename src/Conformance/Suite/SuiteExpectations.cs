using Ballast.Conformance.Expectations;

namespace Ballast.Conformance.Suite;

/// <summary>The expected deviations of a run: those that come with the suite, and a file of the user's.</summary>
internal static class SuiteExpectations
{
    /// <exception cref="SuiteSelectionException">A file is missing or malformed.</exception>
    public static ExpectationSet Load(SuiteOptions options)
    {
        var files = Directory.Exists(options.Files.Expectations)
            ? Directory.GetFiles(options.Files.Expectations, "*.yaml").Order(StringComparer.Ordinal).ToList() : [];
        if (options.Expectations is { } own) files.Add(own);
        if (options.UpdatedExpectations is { } updated && File.Exists(updated)) files.Add(updated);
        var set = ExpectationSet.Empty;
        foreach (string file in files.DistinctBy(Path.GetFullPath))
        {
            try
            {
                set = set.With(ExpectationSet.Parse(file, File.ReadAllText(file)));
            }
            catch (Exception e) when (e is ExpectationException or IOException or UnauthorizedAccessException)
            {
                throw new SuiteSelectionException([e.Message]);
            }
        }
        return set;
    }
}
