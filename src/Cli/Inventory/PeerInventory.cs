using System.ComponentModel;
using System.Diagnostics;
using Ballast.Peers.Containers;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;

namespace Ballast.Cli.Inventory;

/// <summary>Finds out which third parties are here.</summary>
internal static class PeerInventory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>All third parties that the suite knows.</summary>
    /// <param name="linux">How to look for Linux.</param>
    /// <param name="qemu">How to look for QEMU.</param>
    /// <param name="releases">What was found of the peers of other releases.</param>
    /// <param name="searchPath">Folders in which programs are looked for, as PATH has them.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static IReadOnlyList<PeerEntry> Look(
        LinuxPeer linux, QemuPeer qemu, IReadOnlyList<PeerAvailability> releases, string? searchPath, CancellationToken cancellation) =>
        [LookForLinux(linux, cancellation), LookForQemu(qemu, cancellation), LookForNpm(searchPath, cancellation), .. releases.Select(OfRelease)];

    private static PeerEntry OfRelease(PeerAvailability found)
    {
        var (image, kind) = (found.Image, found.Image.Kind);
        string purpose = kind == PeerKind.Linux
            ? $"Linux {image.Release.Linux} in a container, as the driver (--driver {image.Name})"
            : $"QEMU {image.Release.Qemu} in a container, as the device (--device {image.Name})";
        return found.IsAvailable
            ? new(image.Name, purpose, found.Peer.Version, [new("files", found.Peer.Folder)], null, null) { Image = image.Reference }
            : new(image.Name, purpose, null, [], found.Reason, found.Remedy);
    }

    private static PeerEntry LookForLinux(LinuxPeer peer, CancellationToken cancellation)
    {
        const string purpose = "a real Linux kernel as the driver or as the guest of a migration (--driver linux, --guest linux)";
        var found = peer.Probe(cancellation);
        if (!found.IsAvailable) return new("linux", purpose, null, [], found.Reason, found.Remedy);
        var kernel = found.Kernel;
        return new("linux", purpose, kernel.Release,
            [new("kernel", kernel.Path), new("module", kernel.ModulePath), new("busybox", kernel.BusyBoxPath), new("memory", kernel.MemoryFolder)], null, null);
    }

    private static PeerEntry LookForQemu(QemuPeer peer, CancellationToken cancellation)
    {
        const string purpose = "QEMU's balloon and its migration as the device (--device qemu)";
        var found = peer.Probe(cancellation);
        return found.Program is { } program
            ? new("qemu", purpose, program.Version, [new("program", program.Path), new("memory", peer.MemoryFolder)], null, null)
            : new("qemu", purpose, null, [], found.Reason, found.Remedy);
    }

    private static PeerEntry LookForNpm(string? searchPath, CancellationToken cancellation)
    {
        const string purpose = "fetches the Cucumber Compatibility Kit that the suite's own tests check its scenario engine with";
        string? path = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")).FirstOrDefault(File.Exists);
        if (path is null) return new("npm", purpose, null, [], "there is no npm on the PATH", "apt-get install npm");
        return VersionOf(path, cancellation) is { } version
            ? new("npm", purpose, version, [new("program", path)], null, null)
            : new("npm", purpose, null, [], $"{path} --version says no version", "apt-get install npm");
    }

    private static string? VersionOf(string path, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = new(path, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true } };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            process.Start();
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var line = process.StandardOutput.ReadLineAsync(deadline.Token).AsTask();
            line.Wait(deadline.Token);
            return line.Result is { } text && text.Length is > 0 and < 40 && char.IsAsciiDigit(text[0]) ? text : null;
        }
        catch (Exception e) when (e is Win32Exception or OperationCanceledException or IOException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process process)
    {
        try { process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* It has ended, or was never started. */ }
    }
}
