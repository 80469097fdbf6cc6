using System.Diagnostics;
using Ballast.Peers.Programs;

namespace Ballast.Peers.Containers;

/// <summary>A container engine and the command that steers it.</summary>
public sealed class ContainerEngine
{
    private const string DockerSocket = "/var/run/docker.sock";

    private readonly string _program;
    private readonly IReadOnlyList<string> _words;
    private readonly IReadOnlyDictionary<string, string> _environment;

    private ContainerEngine(string name, string program, IReadOnlyList<string> words, Uri? endpoint, EngineSettings? settings)
    {
        (Name, _program, _words, Endpoint, Settings) = (name, program, words, endpoint, settings);
        _environment = settings?.Environment ?? new Dictionary<string, string>();
    }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>Where it listens; null for one that is started when it is needed.</summary>
    public Uri? Endpoint { get; }

    /// <summary>The settings of an engine of our own; null for one that was here before.</summary>
    public EngineSettings? Settings { get; }

    /// <summary>The engine to use: that of DOCKER_HOST or of Docker's own socket, else Podman with our own settings; null
    /// when there is none.</summary>
    public static ContainerEngine? Find(PeerCache cache) =>
        Find(cache, System.Environment.GetEnvironmentVariable("DOCKER_HOST"), DockerSocket, p => SearchPath.Find(p));

    internal static ContainerEngine? Find(PeerCache cache, string? dockerHost, string dockerSocket, Func<string, string?> find)
    {
        ArgumentNullException.ThrowIfNull(cache);
        if (string.IsNullOrEmpty(dockerHost) && File.Exists(dockerSocket))
            dockerHost = $"unix://{dockerSocket}";
        var podman = find("podman");
        if (!string.IsNullOrEmpty(dockerHost) && Uri.TryCreate(dockerHost, UriKind.Absolute, out var endpoint))
        {
            if (find("docker") is { } docker)
                return new($"the engine at {dockerHost}", docker, ["--host", dockerHost], endpoint, null);
            return podman is null ? null : new($"the engine at {dockerHost}", podman, ["--url", dockerHost], endpoint, null);
        }

        return podman is null ? null : new("podman, started by ballast", podman, [], null, new EngineSettings(cache.Engine));
    }

    /// <summary>A command to it.</summary>
    public ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_program, [.. _words, .. arguments]);
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>The references of all images of ours that it has.</summary>
    /// <exception cref="IOException">It does not answer.</exception>
    internal async Task<IReadOnlySet<string>> ListImagesAsync(CancellationToken cancellation)
    {
        // Without settings there is no store yet, and asking would make one elsewhere.
        if (Settings is { Exist: false })
            return new HashSet<string>();
        var listed = await RequireAsync(Command("images", "--format", "{{.Repository}}:{{.Tag}}"), null, cancellation).ConfigureAwait(false);
        const string local = "localhost/";
        return listed.Output.Select(l => l.StartsWith(local, StringComparison.Ordinal) ? l[local.Length..] : l)
            .Where(l => l.StartsWith($"{PeerImage.Repository}:", StringComparison.Ordinal)).ToHashSet();
    }

    /// <summary>Whether its containers' root is the user who runs it.</summary>
    internal async Task<bool> IsRootlessAsync(CancellationToken cancellation)
    {
        if (Settings is not null)
            return !System.Environment.IsPrivilegedProcess;
        var answer = await ToolRun.RunAsync(Command("info"), null, cancellation).ConfigureAwait(false);
        return answer.Output.Any(l => l.Trim() is "rootless" or "rootless: true");
    }

    internal static async Task<ToolResult> RequireAsync(ProcessStartInfo command, Action<string>? line, CancellationToken cancellation)
    {
        var result = await ToolRun.RunAsync(command, line, cancellation).ConfigureAwait(false);
        return result.Succeeded ? result : throw new IOException($"{Path.GetFileName(command.FileName)}: {result.Gist}");
    }
}
