using System.CommandLine;
using System.CommandLine.Invocation;
using Ballast.Conformance.Suite;

namespace Ballast.Cli;

/// <summary>`ballast --version`: name and version of the suite, as reports and traces have it.</summary>
internal sealed class VersionLine : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes this the version option of a command.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<VersionOption>().Single();
        option.Description = "Show the version.";
        option.Action = new VersionLine();
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(SuiteVersion.Name);
        return (int)ExitCode.AsExpected;
    }
}
