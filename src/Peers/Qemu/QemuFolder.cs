namespace Ballast.Peers.Qemu;

/// <summary>The folder of one machine, only its owner's. It lies in memory, because the RAM does.</summary>
internal sealed class QemuFolder
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public QemuFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, $"{Prefix}{System.IO.Path.GetRandomFileName()}");
        if (!OperatingSystem.IsLinux())
            throw new QemuException(QemuFailure.NotStarted, "RAM is shared with QEMU on Linux only");
        // A comma separates options on the command line.
        if (Path.Contains(',', StringComparison.Ordinal))
            throw new ArgumentException($"{parent}: a comma cannot be part of the path", nameof(parent));
        Directory.CreateDirectory(Path, OnlyOwner);
    }

    public const string Prefix = "ballast-qemu-";

    public string Path { get; }

    public string Ram => System.IO.Path.Combine(Path, "ram");

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
    }
}
