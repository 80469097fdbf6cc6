using System.Globalization;

namespace Ballast.Peers.Containers;

/// <summary>The settings of an engine that we start ourselves: files in our own folder, named in the environment, so that
/// nothing of the machine's own is read or changed.</summary>
/// <param name="Folder">The folder.</param>
public sealed record EngineSettings(string Folder)
{
    private const long MostFiles = 10000;
    private const long MostProcesses = 5000;

    private string Storage => Path.Combine(Folder, "storage.conf");

    private string Containers => Path.Combine(Folder, "containers.conf");

    /// <summary>Where images are.</summary>
    public string Store => Path.Combine(Folder, "store");

    /// <summary>Whether they were written.</summary>
    public bool Exist => File.Exists(Storage) && File.Exists(Containers);

    /// <summary>What names them in an environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["CONTAINERS_STORAGE_CONF"] = Storage,
        ["CONTAINERS_CONF"] = Containers,
    };

    /// <summary>Writes them. The driver of an existing store stays.</summary>
    /// <param name="overlays">Whether overlays can be mounted; else each container gets a copy of its image.</param>
    /// <param name="limits">What /proc/self/limits says: the runtime may not raise a hard limit.</param>
    /// <param name="hasRunc">Whether runc is there, which takes any layout of control groups.</param>
    public void Write(bool overlays, string limits, bool hasRunc)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Directory.CreateDirectory(Folder);
        if (!File.Exists(Storage))
            File.WriteAllText(Storage, StorageText(overlays));
        File.WriteAllText(Containers, ContainersText(limits, hasRunc));
    }

    internal string StorageText(bool overlays) =>
        $"""
        [storage]
        driver = "{(overlays ? "overlay" : "vfs")}"
        runroot = "{Folder}/run"
        graphroot = "{Store}"

        """;

    internal string ContainersText(string limits, bool hasRunc)
    {
        var files = Math.Min(MostFiles, HardLimit(limits, "Max open files"));
        var processes = Math.Min(MostProcesses, HardLimit(limits, "Max processes"));
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            [containers]
            default_ulimits = ["nofile={files}:{files}", "nproc={processes}:{processes}"]
            [engine]
            {(hasRunc ? "runtime = \"runc\"" : "# the engine's own choice of a runtime")}
            cgroup_manager = "cgroupfs"
            events_logger = "none"
            tmp_dir = "{Folder}/tmp"
            image_copy_tmp_dir = "{Folder}/tmp"
            [network]
            network_config_dir = "{Folder}/networks"

            """);
    }

    // Max open files            1024                 524288               files
    internal static long HardLimit(string limits, string name)
    {
        foreach (var line in limits.Split('\n'))
        {
            if (!line.StartsWith(name, StringComparison.Ordinal))
                continue;
            var fields = line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 2 && long.TryParse(fields[1], CultureInfo.InvariantCulture, out var hard))
                return hard;
        }

        return long.MaxValue;
    }
}
