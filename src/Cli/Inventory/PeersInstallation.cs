using Ballast.Peers.Containers;

namespace Ballast.Cli.Inventory;

/// <summary>Prepares peers: says what it will do, asks, does it.</summary>
internal static class PeersInstallation
{
    public static async Task<ExitCode> RunAsync(
        Terminal terminal, PeerCache cache, IReadOnlyList<PeerImage> wanted, bool isAgreed, CancellationToken cancellation)
    {
        var progress = new StepProgress(terminal);
        var installer = new PeerInstaller(cache, progress.Say, progress.At);
        var plan = await installer.PlanAsync(wanted, cancellation);
        if (plan.IsEmpty)
        {
            terminal.WriteLine($"nothing to do: {string.Join(", ", wanted.Select(i => i.Name))} {(wanted.Count == 1 ? "is" : "are")} here");
            return ExitCode.AsExpected;
        }

        terminal.WriteLine("to do:");
        foreach (string line in plan.Lines) terminal.WriteLine($"    {line}");
        terminal.WriteLine($"    all in {cache.Root} and the engine's store; ballast peers clean removes it");
        if (plan.Objection is { } objection) throw new WrongUseException($"peers install: {objection}");
        if (!isAgreed && !await AgreesAsync(terminal, cancellation)) return ExitCode.NothingRan;
        await installer.InstallAsync(plan, cancellation);
        return ExitCode.AsExpected;
    }

    private static async Task<bool> AgreesAsync(Terminal terminal, CancellationToken cancellation)
    {
        if (!terminal.IsLive) throw new WrongUseException("peers install: nobody is there to ask; add --yes");
        terminal.Note("Go on? [y/N]");
        string? answer = await Task.Run(Console.ReadLine, cancellation).WaitAsync(cancellation);
        return answer?.Trim() is "y" or "Y" or "yes";
    }
}
