using System.Runtime.InteropServices;

namespace Ballast.Peers.Linux;

/// <summary>Finds out whether a Linux guest can be run on this machine.</summary>
public sealed class LinuxPeer
{
    private const string Packages = "apt-get install user-mode-linux busybox-static";

    /// <summary>The kernel program; by default the one of Debian's package.</summary>
    public string KernelPath { get; init; } = "/usr/bin/linux.uml";

    /// <summary>The folder with one folder of modules for each release.</summary>
    public string ModulesFolder { get; init; } = "/usr/lib/uml/modules";

    /// <summary>Where a static BusyBox may be.</summary>
    public IReadOnlyList<string> BusyBoxPaths { get; init; } = ["/bin/busybox", "/usr/bin/busybox"];

    /// <summary>A folder on a tmpfs mounted with exec.</summary>
    public string MemoryFolder { get; init; } = "/dev/shm";

    /// <summary>Looks for the kernel, its module, BusyBox and a place for RAM; starts nothing but
    /// <c>linux.uml --version</c>.</summary>
    public LinuxAvailability Probe(CancellationToken cancellation = default)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
            return LinuxAvailability.Missing(
                "User Mode Linux runs on Linux for x86-64 only", "run this on such a machine, or in a container on one");
        if (!File.Exists(KernelPath))
            return LinuxAvailability.Missing($"there is no User Mode Linux at {KernelPath}", Packages);
        if (KernelRelease.Read(KernelPath, cancellation) is not { } release)
            return LinuxAvailability.Missing($"{KernelPath} --version names no release", Packages);

        var modules = Path.Combine(ModulesFolder, release);
        var module = Path.Combine(modules, "kernel/drivers/virtio/virtio_balloon.ko");
        if (!File.Exists(module))
            return MissingModule(module, release);
        if (BusyBoxPaths.FirstOrDefault(File.Exists) is not { } busyBox)
            return LinuxAvailability.Missing($"there is no BusyBox at {string.Join(" or ", BusyBoxPaths)}", Packages);
        if (!StaticExecutable.Is(busyBox))
            return LinuxAvailability.Missing($"{busyBox} is not statically linked", "apt-get install busybox-static");
        if (MemoryMount.Objection(MemoryFolder) is { } objection)
            return LinuxAvailability.Missing(objection, $"mount -o remount,exec {MemoryFolder}, or name another folder");

        return LinuxAvailability.Here(new UmlKernel(KernelPath, release, module, busyBox, MemoryFolder));
    }

    private LinuxAvailability MissingModule(string module, string release)
    {
        foreach (var suffix in (ReadOnlySpan<string>)[".xz", ".zst", ".gz"])
        {
            if (File.Exists(module + suffix))
                return LinuxAvailability.Missing(
                    $"{module}{suffix} is compressed", $"unpack it beside itself, as {Path.GetFileName(module)}");
        }

        return LinuxAvailability.Missing(
            $"there is no virtio_balloon.ko for {release} under {ModulesFolder}", Packages);
    }
}
