using System.IO.Compression;
using System.Security.Cryptography;

namespace Ballast.Peers.Linux;

/// <summary>The initramfs of the Linux guest: BusyBox, <c>virtio_balloon.ko</c> and our <c>/init</c>.</summary>
public static class GuestImage
{
    internal const string InitResource = "linux-guest/init";

    private const string Layout = "1";

    internal static readonly string[] Applets =
    [
        "[", "awk", "base64", "cat", "chmod", "cksum", "cmp", "cp", "cut", "date", "dd", "df", "dmesg", "echo", "env",
        "expr", "false", "find", "free", "grep", "gzip", "head", "hexdump", "insmod", "kill", "ln", "ls", "lsmod",
        "md5sum", "mkdir", "mknod", "mount", "mv", "nproc", "od", "poweroff", "printf", "ps", "pwd", "readlink",
        "reboot", "rm", "rmdir", "rmmod", "sed", "seq", "sh", "sha256sum", "sleep", "sort", "stat", "stty", "sync",
        "sysctl", "tail", "tee", "test", "time", "timeout", "top", "touch", "tr", "true", "truncate", "tty", "umount",
        "uname", "uniq", "uptime", "usleep", "wc", "xargs", "xxd", "yes", "zcat",
    ];

    private static readonly string[] Folders =
        ["bin", "canary", "dev", "lib", "memory", "proc", "root", "run", "sys", "tmp"];

    private static readonly (string Name, uint Major, uint Minor)[] Devices =
        [("console", 5, 1), ("null", 1, 3), ("tty1", 4, 1), ("zero", 1, 5)];

    /// <summary>The folder in which images are kept between runs: <c>ballast</c> under XDG_CACHE_HOME or
    /// <c>~/.cache</c>.</summary>
    public static string CacheFolder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
                cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "ballast");
        }
    }

    /// <summary>The path of the image for <paramref name="kernel"/> in <paramref name="cacheFolder"/>, which is built
    /// there if its content is new.</summary>
    /// <exception cref="IOException">A file cannot be read, or the cache cannot be written.</exception>
    public static string Ensure(UmlKernel kernel, string? cacheFolder = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var folder = cacheFolder ?? CacheFolder;
        var (init, busyBox, module) =
            (ReadInit(), File.ReadAllBytes(kernel.BusyBoxPath), File.ReadAllBytes(kernel.ModulePath));
        var image = Path.Combine(folder, $"linux-guest-{ContentKey(init, busyBox, module)}.cpio.gz");
        if (File.Exists(image))
            return image;

        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, $".{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
                Write(file, init, busyBox, module);
            File.Move(unfinished, image, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return image;
    }

    internal static byte[] ReadInit()
    {
        using var resource = typeof(GuestImage).Assembly.GetManifestResourceStream(InitResource)
            ?? throw new InvalidOperationException($"the assembly has no resource {InitResource}");
        var init = new byte[resource.Length];
        resource.ReadExactly(init);
        return init;
    }

    internal static void Write(Stream output, byte[] init, byte[] busyBox, byte[] module)
    {
        using var compressed = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        var archive = new CpioArchive(compressed);
        foreach (var folder in Folders)
            archive.AddDirectory(folder);
        archive.AddFile("bin/busybox", busyBox, executable: true);
        foreach (var applet in Applets)
            archive.AddLink($"bin/{applet}", "busybox");
        foreach (var (name, major, minor) in Devices)
            archive.AddCharacterDevice($"dev/{name}", major, minor);
        archive.AddFile("init", init, executable: true);
        archive.AddFile("lib/virtio_balloon.ko", module, executable: false);
        archive.Finish();
    }

    private static string ContentKey(params ReadOnlySpan<byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Layout} {string.Join(' ', Applets)}"));
        foreach (var content in contents)
            hash.AppendData(SHA256.HashData(content));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
    }
}
