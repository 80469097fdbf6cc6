using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ballast.Cli;

/// <summary>Help of a command, with its examples at the end.</summary>
internal sealed class CommandHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _plain;

    private CommandHelp(HelpAction plain) => _plain = plain;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes this the help of a command and of all that it has.</summary>
    public static void Install(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Show this help.";
        if (option.Action is HelpAction plain) option.Action = new CommandHelp(plain);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = _plain.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not ExampledCommand { Examples: var examples }) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string line in examples.Split('\n')) output.WriteLine($"  {line}".TrimEnd());
        return code;
    }
}
