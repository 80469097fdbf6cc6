namespace Ballast.Peers.Qemu;

/// <summary>Finds out whether QEMU can be run on this machine.</summary>
public sealed class QemuPeer
{
    private const string Name = "qemu-system-x86_64";
    private const string Package = "apt-get install --no-install-recommends qemu-system-x86";

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
        if (QemuVersion.Parse(ProgramOutput.Read(path, ["--version"], cancellation)) is not { } version)
            return QemuAvailability.Missing($"{path} --version names no version of QEMU", Package);

        var properties = ProgramOutput.Read(path, ["-device", "virtio-balloon-pci,help"], cancellation) ?? "";
        return properties.Contains("free-page-hint=", StringComparison.Ordinal)
            ? QemuAvailability.Here(new QemuProgram(path, version, properties.Contains(" vectors=", StringComparison.Ordinal)))
            : QemuAvailability.Missing($"{path} has no virtio-balloon-pci with free page hints", Package);
    }

    private string? Find()
    {
        if (ProgramPath is { } given)
            return File.Exists(given) ? given : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
    }
}
