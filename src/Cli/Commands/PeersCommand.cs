using System.CommandLine;
using Ballast.Cli.Inventory;
using Ballast.Peers.Containers;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;

namespace Ballast.Cli.Commands;

/// <summary>`ballast peers`: which third parties are here, and how to get the others.</summary>
internal static class PeersCommand
{
    private const string Examples = """
        ballast peers                             what is here, and how to get the rest
        ballast peers --json -                    the same for a program
        ballast peers install linux:trixie        a newer kernel, in a container
        ballast peers clean                       remove all that install made
        """;

    private const string InstallExamples = """
        ballast peers install                     every peer of every release, after a question
        ballast peers install linux:bullseye      one of them
        ballast peers install qemu:trixie --yes   without the question
        """;

    private const string CleanExamples = """
        ballast peers clean                       images, packages and files, all of them
        """;

    public static Command Create(Terminal terminal)
    {
        var json = new Option<string?>("--json") { Description = "Write it as JSON; - for standard output.", HelpName = "FILE" };
        var command = new ExampledCommand("peers", "Shows which third parties are here, and how to get the others.", Examples) { json, Install(terminal), Clean(terminal) };
        command.SetAction(async (parsed, cancellation) =>
        {
            string? path = parsed.GetValue(json);
            terminal.KeepFree(path);
            var releases = await ContainerPeers.OfUser.ProbeAsync(cancellation);
            var peers = await Task.Run(() => PeerInventory.Look(new LinuxPeer(), new QemuPeer(), releases, Environment.GetEnvironmentVariable("PATH"), cancellation), cancellation);
            PeersView.Show(terminal, peers);
            if (path is null) return (int)ExitCode.AsExpected;
            using var stream = terminal.Create(path);
            PeersJson.Write(stream, peers);
            stream.WriteByte((byte)'\n');
            return (int)ExitCode.AsExpected;
        });
        return command;
    }

    private static ExampledCommand Install(Terminal terminal)
    {
        var names = new Argument<string[]>("PEER") { Description = $"linux:RELEASE or qemu:RELEASE, of {ReleaseCatalogue.Names}; all by default.", Arity = ArgumentArity.ZeroOrMore };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new ExampledCommand("install", "Prepares peers of other releases, in containers.", InstallExamples) { names, yes };
        command.Validators.Add(result =>
        {
            foreach (string name in result.GetValue(names) ?? [])
            {
                if (name.StartsWith("--", StringComparison.Ordinal)) result.AddError($"Unrecognized option '{name}'.");
                else if (ReleaseCatalogue.Find(name) is null) result.AddError($"'{name}' is no peer of a release: linux:RELEASE or qemu:RELEASE, of {ReleaseCatalogue.Names}.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] asked = parsed.GetValue(names) ?? [];
            IReadOnlyList<PeerImage> wanted = asked.Length == 0 ? ReleaseCatalogue.Images : [.. asked.Distinct().Select(n => ReleaseCatalogue.Find(n)!)];
            return (int)await PeersInstallation.RunAsync(terminal, PeerCache.OfUser, wanted, parsed.GetValue(yes), cancellation);
        });
        return command;
    }

    private static ExampledCommand Clean(Terminal terminal)
    {
        var command = new ExampledCommand("clean", "Removes the images of peers and all files that were made for them.", CleanExamples);
        command.SetAction(async (_, cancellation) =>
        {
            var removed = await new PeerRemoval(PeerCache.OfUser).RunAsync(cancellation);
            foreach (string line in removed) terminal.WriteLine($"removed {line}");
            terminal.WriteLine(removed.Count == 0 ? "there was nothing to remove" : "what apt-get installed stays: apt-get purge podman runc debootstrap");
            return (int)ExitCode.AsExpected;
        });
        return command;
    }
}
