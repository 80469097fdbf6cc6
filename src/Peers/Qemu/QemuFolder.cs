using Ballast.Peers.Programs;

namespace Ballast.Peers.Qemu;

/// <summary>The folder of one machine, only its owner's. It lies in memory, because the RAM does; where QEMU runs in a place
/// of its own the RAM lies in that place's folder for it.</summary>
internal sealed class QemuFolder
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly bool _isRamApart;

    public QemuFolder(string memoryFolder, IProgramPlace? place = null)
    {
        var parent = place?.SharedFolder ?? memoryFolder;
        var name = $"{Prefix}{System.IO.Path.GetRandomFileName()}";
        Path = System.IO.Path.Combine(parent, name);
        _isRamApart = place is not null;
        Ram = place is null ? System.IO.Path.Combine(Path, "ram") : System.IO.Path.Combine(place.RamFolder, name);
        if (!OperatingSystem.IsLinux())
            throw new QemuException(QemuFailure.NotStarted, "RAM is shared with QEMU on Linux only");
        // A comma separates options on the command line.
        if ((Path + Ram).Contains(',', StringComparison.Ordinal))
            throw new ArgumentException($"{Path}, {Ram}: a comma cannot be part of the path", nameof(memoryFolder));
        Directory.CreateDirectory(Path, OnlyOwner);
    }

    public const string Prefix = "ballast-qemu-";

    public string Path { get; }

    public string Ram { get; }

    public string Firmware => System.IO.Path.Combine(Path, "halt.bin");

    public string Qtest => System.IO.Path.Combine(Path, "qtest.sock");

    public string Qmp => System.IO.Path.Combine(Path, "qmp.sock");

    /// <summary>Removes what nobody opens any more once QEMU runs: then nothing is left, however we end.</summary>
    public void Clear()
    {
        foreach (var file in (ReadOnlySpan<string>)[Ram, Firmware, Qtest, Qmp])
            File.Delete(file);
    }

    public void Remove()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        if (_isRamApart)
            File.Delete(Ram);
    }
}
