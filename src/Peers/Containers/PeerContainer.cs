using System.Diagnostics;
using System.Globalization;
using Ballast.Peers.Programs;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using DotNet.Testcontainers.Images;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ballast.Peers.Containers;

/// <summary>A container of a peer of a release, in which its programs are run. It has no network; it shares a folder for
/// sockets and one for RAM with this machine. It is started on first use, and removed with all that runs in it when it is
/// disposed of, or when we end in any other way.</summary>
public sealed class PeerContainer : IProgramPlace, IAsyncDisposable
{
    private const string SharedMemory = "/dev/shm";
    private const string UmlMemory = "/run/uml";
    private const int LongestGreeting = 4096;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // The first line on standard error says who it is there, and the folder of processes in which that number counts.
    private const string Launch = "ulimit -c 0; echo \"$$ $(readlink /proc/self/ns/pid)\" >&2; exec \"$0\" \"$@\"";

    // The first process of a container hears only the signals that it asks for.
    private const string Idle = "trap exit TERM; sleep infinity & wait";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PreparedPeer _peer;
    private readonly string _name = $"ballast-{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
    private readonly DirectoryInfo _shared = Directory.CreateTempSubdirectory("ballast-");
    private readonly string _ram;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private EngineWatchdog? _watchdog;
    private IContainer? _container;
    private string? _fault;
    private bool _isOpen;
    private bool _isDisposed;

    /// <summary>Makes the shared folders; starts nothing yet.</summary>
    public PeerContainer(PreparedPeer peer)
    {
        _peer = peer;
        _ram = Path.Combine(Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath(), _name);
        if (OperatingSystem.IsLinux())
            Directory.CreateDirectory(_ram, OnlyOwner);
    }

    /// <inheritdoc/>
    public string SharedFolder => _shared.FullName;

    /// <inheritdoc/>
    public string MemoryFolder => UmlMemory;

    /// <inheritdoc/>
    public string RamFolder => _ram;

    /// <summary>Its name in the engine.</summary>
    public string Name => _name;

    /// <summary>Starts it, unless it runs.</summary>
    /// <exception cref="IOException">It cannot be started, in one line.</exception>
    public async Task OpenAsync(CancellationToken cancellation = default)
    {
        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_fault is not null)
                throw new IOException(_fault);
            if (!_isOpen)
                await StartContainerAsync(cancellation).ConfigureAwait(false);
            _isOpen = true;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<PlacedProgram> StartAsync(
        string program, IReadOnlyList<string> arguments, string workingFolder,
        IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        await OpenAsync(cancellation).ConfigureAwait(false);
        var start = ToolRun.InItsOwnSession(_peer.Engine.Command(
        [
            "exec", "-i", "--workdir", workingFolder,
            .. (environment ?? new Dictionary<string, string>()).SelectMany(e => (string[])["--env", $"{e.Key}={e.Value}"]),
            _name, "setsid", "-w", "sh", "-c", Launch, program, .. arguments,
        ]));
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new System.ComponentModel.Win32Exception("setsid did not start");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"{program} cannot be started: {e.Message}", e);
        }

        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(Patience);
            var greeting = await ReadLineAsync(process.StandardError.BaseStream, deadline.Token).ConfigureAwait(false);
            return ContainedProcess.Find(greeting) is { } session
                ? new PlacedProgram(process, session)
                : throw new IOException($"{program} cannot be started in a container: {(greeting.Length == 0 ? "the engine says nothing" : greeting)}");
        }
        catch (Exception e)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            if (e is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new IOException($"{program} did not start within {Patience.TotalSeconds} s", e);
            throw;
        }
    }

    /// <summary>Removes it, with all that runs in it and the shared folders.</summary>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            var isGone = _container is null;
            if (_container is not null)
                isGone = await TryRemoveAsync(_container).ConfigureAwait(false);
            if (_watchdog is not null)
                await _watchdog.EndAsync(isGone).ConfigureAwait(false);
            foreach (var folder in (string[])[SharedFolder, _ram])
            {
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task StartContainerAsync(CancellationToken cancellation)
    {
        try
        {
            var endpoint = _peer.Engine.Endpoint;
            var socket = endpoint is null ? Path.Combine(SharedFolder, "engine.sock") : null;
            var isRootless = await _peer.Engine.IsRootlessAsync(cancellation).ConfigureAwait(false);
            _watchdog = await EngineWatchdog.StartAsync(_peer.Engine, _name, socket, SharedFolder, _ram, cancellation).ConfigureAwait(false);
            // Its reaper is an image of a registry; the watchdog does its work.
            TestcontainersSettings.ResourceReaperEnabled = false;
            _container = Describe(endpoint ?? new Uri($"unix://{socket}"), isRootless || Environment.IsPrivilegedProcess ? null : Owner.OfThisProcess);
            await _container.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _fault = $"a container of {_peer.Image.Name} cannot be started: {e.Message.ReplaceLineEndings(" ")}";
            if (e is OperationCanceledException && cancellation.IsCancellationRequested)
                throw;
            throw new IOException(_fault, e);
        }
    }

    private IContainer Describe(Uri endpoint, string? user) => new ContainerBuilder(_peer.Image.Reference)
        .WithDockerEndpoint(endpoint)
        .WithImagePullPolicy(PullPolicy.Never)
        .WithLogger(NullLogger.Instance)
        .WithName(_name)
        .WithEntrypoint("sh", "-c", Idle)
        .WithCreateParameterModifier(parameters => Confine(parameters, user))
        .Build();

    private void Confine(CreateContainerParameters parameters, string? user)
    {
        if (user is not null)
            parameters.User = user;
        var host = parameters.HostConfig ??= new HostConfig();
        host.NetworkMode = "none";
        host.CapAdd = ["SYS_PTRACE"];
        host.SecurityOpt = ["seccomp=unconfined"];
        host.Binds = [$"{SharedFolder}:{SharedFolder}", $"{_ram}:{_ram}"];
        var size = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20;
        host.Tmpfs = new Dictionary<string, string> { [UmlMemory] = string.Create(CultureInfo.InvariantCulture, $"rw,exec,mode=1777,size={size}m") };
    }

    private static async Task<bool> TryRemoveAsync(IContainer container)
    {
        try
        {
            await container.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The engine does not do it over its socket; the watchdog orders it by command.
            return false;
        }
    }

    // Byte by byte: what follows the first line belongs to the program.
    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestGreeting && await stream.ReadAsync(one, cancellation).ConfigureAwait(false) == 1 && one[0] != '\n')
            line.Add(one[0]);
        return System.Text.Encoding.UTF8.GetString([.. line]).Trim();
    }
}
