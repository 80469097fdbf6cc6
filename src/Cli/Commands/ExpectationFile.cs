using System.Text;
using Ballast.Conformance.Expectations;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>Expectations that a run brings up to date, and those that wait for an explanation.</summary>
internal static class ExpectationFile
{
    /// <summary>Warns of entries that nobody has explained.</summary>
    public static void Warn(Terminal terminal, SuiteRunner runner)
    {
        foreach (var entry in runner.Expectations.Where(e => e.IsUnexplained && runner.Sides.Meet(e.When)))
            terminal.Fail($"{entry.Origin}: {Expectation.Unexplained}: say in 'reason' why this is expected, or mend it");
    }

    /// <summary>Writes the file anew, and says what changed.</summary>
    /// <exception cref="WrongUseException">The file is not a plain list.</exception>
    public static void Update(
        Terminal terminal, string path, SuiteOptions options, SuiteSelection selection, SuiteRunner runner, IReadOnlyList<ScenarioReport> reports)
    {
        try
        {
            string text = File.Exists(path) ? File.ReadAllText(path) : "";
            var updated = UpdatedExpectations.Of(path, text, options, selection, runner.Sides, reports);
            if (updated.Text != text) File.WriteAllText(path, updated.Text, new UTF8Encoding(false));
            terminal.WriteLine($"{path}: {updated.Added} added, {updated.Removed} removed, {updated.Kept} kept");
        }
        catch (ExpectationException e)
        {
            throw new WrongUseException(e.Message);
        }
    }
}
