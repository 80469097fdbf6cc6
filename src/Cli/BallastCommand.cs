using System.CommandLine;
using Ballast.Cli.Commands;
using Ballast.Conformance.Golden;
using Ballast.Conformance.Suite;

namespace Ballast.Cli;

/// <summary>The `ballast` command: arguments in, composition, exit code out.</summary>
internal static class BallastCommand
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <summary>Runs a command line.</summary>
    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Judges virtio memory balloons: their free-page protocols, and the migration of RAM that depends on them.")
        {
            RunCommand.Create(terminal),
            CheckCommand.Create(terminal),
            SpecCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            MutantsCommand.Create(terminal),
            GoldenCommand.Create(terminal),
            ServeCommand.Create(terminal),
            PeersCommand.Create(terminal),
            MigrateCommand.Create(terminal),
        };
        CommandHelp.Install(root);
        VersionLine.Install(root);
        // A word that begins with @ is a tag here, not a file of arguments.
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        if (CommandLineFault.Of(parsed) is { } fault)
        {
            terminal.Fail(fault);
            return ExitCode.WrongUse;
        }
        try
        {
            return (ExitCode)await parsed.InvokeAsync(new()
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToStop,
                Output = terminal.Results,
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("interrupted");
            return ExitCode.Interrupted;
        }
        catch (SuiteSelectionException e)
        {
            foreach (string line in e.Lines) terminal.Fail(line);
            return ExitCode.WrongUse;
        }
        catch (Exception e) when (e is WrongUseException or MissingPeerException or GoldenSyntaxException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Fail(e.Message);
            return ExitCode.WrongUse;
        }
        catch (Exception e)
        {
            terminal.Fail($"internal error: {e.GetType().Name}: {e.Message}");
            terminal.Fail(e.StackTrace ?? "no stack trace");
            return ExitCode.SuiteError;
        }
    }
}
