using Ballast.Peers.Programs;

namespace Ballast.Peers.Qemu;

/// <summary>Finds out whether QEMU can be run on this machine, or in a place such as a container.</summary>
public sealed class QemuPeer
{
    private const string Name = "qemu-system-x86_64";
    private const string Package = "apt-get install --no-install-recommends qemu-system-x86";
    private static readonly string[] BalloonHelp = ["-device", "virtio-balloon-pci,help"];
    private static readonly string[] MicrovmHelp = ["-machine", "microvm,help"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The program; null to look for <c>qemu-system-x86_64</c> on the search path.</summary>
    public string? ProgramPath { get; init; }

    /// <summary>A folder in memory, where the RAM of machines lies.</summary>
    public string MemoryFolder { get; init; } = QemuMachineOptions.DefaultMemoryFolder;

    /// <summary>Looks for QEMU, its version and its balloon; starts no machine.</summary>
    public QemuAvailability Probe(CancellationToken cancellation = default)
    {
        if (!OperatingSystem.IsLinux())
            return QemuAvailability.Missing("RAM is shared with QEMU on Linux only", "run this on Linux, or in a container");
        if (!Directory.Exists(MemoryFolder))
            return QemuAvailability.Missing($"there is no folder {MemoryFolder} for the machine's RAM", "mount a tmpfs there, or name another folder");
        if (Find() is not { } path)
            return QemuAvailability.Missing($"there is no QEMU at {ProgramPath ?? Name + " on the search path"}", Package);
        string Ask(params string[] arguments) => ProgramOutput.Read(path, arguments, cancellation) ?? "";
        return Judge(path, Ask("--version"), () => Ask(BalloonHelp), () => Ask(MicrovmHelp), null);
    }

    /// <summary>Looks for QEMU in a place; starts no machine.</summary>
    /// <exception cref="IOException">What there is says nothing within its time.</exception>
    public static async Task<QemuAvailability> ProbeAsync(IProgramPlace place, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(place);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            var version = await AskAsync(["--version"]).ConfigureAwait(false);
            var balloon = await AskAsync(BalloonHelp).ConfigureAwait(false);
            var microvm = await AskAsync(MicrovmHelp).ConfigureAwait(false);
            return Judge(Name, version, () => balloon, () => microvm, place);
        }
        catch (IOException e)
        {
            return QemuAvailability.Missing(e.Message, Package);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"{Name} does not say what it is within {Patience.TotalSeconds} s", e);
        }

        async Task<string> AskAsync(string[] arguments)
        {
            using var program = await place.StartAsync(Name, arguments, place.SharedFolder, cancellation: deadline.Token).ConfigureAwait(false);
            program.Process.StandardInput.Close();
            // Nobody reads its errors; an answer is short enough not to wait for that.
            return await program.Process.StandardOutput.ReadToEndAsync(deadline.Token).ConfigureAwait(false);
        }
    }

    private static QemuAvailability Judge(string path, string version, Func<string> balloon, Func<string> microvm, IProgramPlace? place)
    {
        if (QemuVersion.Parse(version) is not { } known)
            return QemuAvailability.Missing($"{path} --version names no version of QEMU", Package);
        var properties = balloon();
        if (!properties.Contains("free-page-hint=", StringComparison.Ordinal))
            return QemuAvailability.Missing($"{path} has no virtio-balloon-pci with free page hints", Package);
        return QemuAvailability.Here(new QemuProgram(path, known, properties.Contains(" vectors=", StringComparison.Ordinal))
        {
            HasSecondInterruptController = microvm().Contains(" ioapic2=", StringComparison.Ordinal),
            Place = place,
        });
    }

    private string? Find()
    {
        if (ProgramPath is { } given)
            return File.Exists(given) ? given : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }
}
