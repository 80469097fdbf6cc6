using System.Diagnostics;
using Ballast.Peers.Programs;

namespace Ballast.Peers.Containers;

/// <summary>Prepares peers of other releases: an engine, and an image for each.</summary>
/// <param name="cache">Where files go.</param>
/// <param name="say">Told of each step that begins or ends.</param>
/// <param name="progress">Told of what a step is at, line by line.</param>
public sealed class PeerInstaller(PeerCache cache, Action<string> say, Action<string> progress)
{
    private const string OurEngine = "podman";
    private static readonly TimeSpan RegistryPatience = TimeSpan.FromSeconds(5);
    private static readonly Uri Registry = new("https://registry-1.docker.io/v2/");

    /// <summary>Finds out what is missing. Changes nothing.</summary>
    /// <exception cref="IOException">The engine does not answer.</exception>
    public async Task<PeerPreparation> PlanAsync(IReadOnlyList<PeerImage> wanted, CancellationToken cancellation = default)
    {
        var found = await new ContainerPeers(cache).ProbeAsync(cancellation).ConfigureAwait(false);
        List<PeerImage> images = [.. found.Where(p => !p.IsAvailable && wanted.Contains(p.Image)).Select(p => p.Image)];
        if (images.Count == 0)
            return new([], [], false, null);

        var fromRegistry = await ReachesRegistryAsync(cancellation).ConfigureAwait(false);
        var engine = ContainerEngine.Find(cache);
        var packages = new List<string>();
        if (engine is null)
            packages.Add(OurEngine);
        if (engine?.Settings is not null || engine is null)
        {
            if (SearchPath.Find("runc") is null)
                packages.Add("runc");
        }

        if (!fromRegistry && SearchPath.Find("debootstrap") is null)
            packages.Add("debootstrap");
        return new(packages, images, fromRegistry, Objection(packages, fromRegistry));
    }

    /// <summary>Does what was planned.</summary>
    /// <exception cref="IOException">A step failed, in one line.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was finished stays, nothing half-done does.</exception>
    public async Task InstallAsync(PeerPreparation plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Packages.Count > 0)
            await StepAsync($"packages {string.Join(' ', plan.Packages)}", () => InstallPackagesAsync(plan.Packages, cancellation)).ConfigureAwait(false);
        var engine = ContainerEngine.Find(cache) ?? throw new IOException("there is no container engine, though its packages were installed");
        if (engine.Settings is { } settings)
            settings.Write(await MountsOverlaysAsync(cancellation).ConfigureAwait(false), await File.ReadAllTextAsync("/proc/self/limits", cancellation).ConfigureAwait(false), SearchPath.Find("runc") is not null);
        foreach (var image in plan.Images)
        {
            await StepAsync($"{image.Name}", async () =>
            {
                if (plan.FromRegistry)
                    await BuildAsync(engine, image, cancellation).ConfigureAwait(false);
                else
                    await BootstrapAsync(engine, image, cancellation).ConfigureAwait(false);
                await ExtractAsync(engine, image, cancellation).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
    }

    private async Task StepAsync(string name, Func<Task> step)
    {
        var start = Stopwatch.GetTimestamp();
        say($"{name} …");
        await step().ConfigureAwait(false);
        say($"{name} is ready after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
    }

    private static string? Objection(List<string> packages, bool fromRegistry)
    {
        if (!OperatingSystem.IsLinux())
            return "peers in containers run on Linux only";
        if (packages.Count > 0 && SearchPath.Find("apt-get") is null)
            return $"there is no apt-get to install {string.Join(' ', packages)} with: install them, or start Docker";
        if ((packages.Count > 0 || !fromRegistry) && !Environment.IsPrivilegedProcess)
            return packages.Count > 0 ? $"installing {string.Join(' ', packages)} needs root" : "no registry can be reached, and debootstrap needs root";
        return null;
    }

    private async Task InstallPackagesAsync(IReadOnlyList<string> packages, CancellationToken cancellation)
    {
        progress("apt-get update");
        await ContainerEngine.RequireAsync(Apt("update", "-qq"), progress, cancellation).ConfigureAwait(false);
        // Not to be broken off: that would leave packages half-configured.
        await ContainerEngine.RequireAsync(Apt(["install", "-y", "-qq", "--no-install-recommends", .. packages]), progress, CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    private static ProcessStartInfo Apt(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("apt-get", arguments);
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return start;
    }

    private async Task BuildAsync(ContainerEngine engine, PeerImage image, CancellationToken cancellation)
    {
        await InWorkFolderAsync(image, async folder =>
        {
            var file = Path.Combine(folder, "Containerfile");
            await File.WriteAllTextAsync(file, image.Containerfile, cancellation).ConfigureAwait(false);
            await ContainerEngine.RequireAsync(engine.Command("build", "--network=host", "-t", image.Reference, "-f", file, folder), progress, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private Task BootstrapAsync(ContainerEngine engine, PeerImage image, CancellationToken cancellation) => InWorkFolderAsync(image, async folder =>
    {
        var root = Path.Combine(folder, "root");
        var archive = Path.Combine(folder, "root.tar");
        Directory.CreateDirectory(cache.Packages);
        // What it mounts, it mounts where nobody else sees it, and all of that ends with it.
        var debootstrap = new ProcessStartInfo("unshare",
        [
            "--mount", "--propagation", "private", SearchPath.Find("debootstrap") ?? "debootstrap", "--variant=minbase",
            $"--include={string.Join(',', image.Packages)}", $"--cache-dir={cache.Packages}", image.Release.Codename, root,
        ]);
        await ContainerEngine.RequireAsync(debootstrap, progress, cancellation).ConfigureAwait(false);
        progress($"{image.Name}: packing its root file system");
        await ContainerEngine.RequireAsync(new ProcessStartInfo("tar",
        [
            "-C", root, "--exclude=./var/cache/apt/archives/*.deb", "--exclude=./var/lib/apt/lists/*", "--exclude=./usr/share/doc", "--exclude=./usr/share/locale",
            "-cf", archive, ".",
        ]), null, cancellation).ConfigureAwait(false);
        progress($"{image.Name}: handing it to the engine");
        await ContainerEngine.RequireAsync(engine.Command("import", archive, image.Reference), null, cancellation).ConfigureAwait(false);
    });

    private async Task ExtractAsync(ContainerEngine engine, PeerImage image, CancellationToken cancellation)
    {
        progress($"{image.Name}: copying what is needed outside");
        var folder = cache.FolderOf(image);
        Directory.CreateDirectory(folder);
        try
        {
            await ContainerEngine.RequireAsync(
                engine.Command("run", "--rm", "--network=none", "-v", $"{folder}:/out", image.Reference, "sh", "-c", image.Extraction), null, cancellation).ConfigureAwait(false);
            if (cache.VersionOf(image) is null)
                throw new IOException($"{image.Name} says no version");
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private async Task InWorkFolderAsync(PeerImage image, Func<string, Task> work)
    {
        var folder = Path.Combine(cache.Work, image.Tag);
        RemoveWork(folder);
        Directory.CreateDirectory(folder);
        try
        {
            await work(folder).ConfigureAwait(false);
        }
        finally
        {
            RemoveWork(folder);
        }
    }

    private static void RemoveWork(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    // Tried where the store is to be, in a mount table of its own.
    private async Task<bool> MountsOverlaysAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(cache.Work, "overlay");
        foreach (var part in (string[])["lower", "upper", "work", "merged"])
            Directory.CreateDirectory(Path.Combine(folder, part));
        try
        {
            var options = $"lowerdir={folder}/lower,upperdir={folder}/upper,workdir={folder}/work";
            string[] own = Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--map-root-user"];
            var tried = await ToolRun.RunAsync(
                new ProcessStartInfo("unshare", [.. own, "mount", "-t", "overlay", "overlay", "-o", options, $"{folder}/merged"]), null, cancellation).ConfigureAwait(false);
            return tried.Succeeded;
        }
        finally
        {
            RemoveWork(folder);
        }
    }

    // Any answer will do: it asks who we are.
    private static async Task<bool> ReachesRegistryAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = RegistryPatience };
        try
        {
            using var answer = await client.GetAsync(Registry, cancellation).ConfigureAwait(false);
            return answer.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Unauthorized;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
