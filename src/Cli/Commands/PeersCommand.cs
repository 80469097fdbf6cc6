using System.CommandLine;
using Ballast.Cli.Inventory;
using Ballast.Peers.Linux;

namespace Ballast.Cli.Commands;

/// <summary>`ballast peers`: which third parties are here, and how to get the others.</summary>
internal static class PeersCommand
{
    private const string Examples = """
        ballast peers               what is here, and how to get the rest
        ballast peers --json -      the same for a program
        """;

    public static Command Create(Terminal terminal)
    {
        var json = new Option<string?>("--json") { Description = "Write it as JSON; - for standard output.", HelpName = "FILE" };
        var command = new ExampledCommand("peers", "Shows which third parties are here, and how to get the others.", Examples) { json };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string? path = parsed.GetValue(json);
            terminal.KeepFree(path);
            var peers = PeerInventory.Look(new LinuxPeer(), Environment.GetEnvironmentVariable("PATH"), cancellation);
            PeersView.Show(terminal, peers);
            if (path is null) return (int)ExitCode.AsExpected;
            using var stream = terminal.Create(path);
            PeersJson.Write(stream, peers);
            stream.WriteByte((byte)'\n');
            return (int)ExitCode.AsExpected;
        }, cancellation));
        return command;
    }
}
