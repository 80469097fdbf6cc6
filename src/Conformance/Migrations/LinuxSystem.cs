using Ballast.Conformance.Testbeds;
using Ballast.Guest.Workloads;
using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Peers.Linux;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>A real Linux kernel as the guest, with the reference balloon over vhost-user; its RAM is what it shares.</summary>
public sealed class LinuxSystem : IMigratedSystem
{
    private const int HogPercent = 90, CachePercent = 60;
    private const int ChurnFiles = 8;

    // Each new file takes other pages than the one that it replaces.
    private const string Churn = """
        (i=0; while [ ! -f /run/quiet ]; do i=$((i+1)); first=$((500000000000000+i*65536));
        /bin/seq $first $((first+65535)) >/memory/churn.$((i%8)); done) >/dev/null 2>&1 &
        """;

    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(30);

    private readonly MigrationRequest _request;
    private readonly VhostUserLoop _loop = new("balloon device");
    private readonly BalloonDevice _device;
    private readonly VhostUserSide _side;
    private string _release = "";
    private UmlGuest? _guest;
    private SharedRam? _ram;
    private LinuxCanaries? _canaries;
    private WitnessedHints? _witness;

    private LinuxSystem(MigrationRequest request)
    {
        _request = request;
        _device = new(
            new()
            {
                Features = FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.FreePageHint),
                Numbering = QueueNumbering.Negotiated,
                QueueSize = 256,
            },
            _loop, NoTrace.Instance);
        _side = new(_device, _loop);
    }

    /// <inheritdoc/>
    public IRam Ram => _ram!;

    /// <inheritdoc/>
    public IMigratedGuest Machine { get; private set; } = null!;

    /// <inheritdoc/>
    public string Name => $"Linux {_release} as User Mode Linux";

    /// <summary>Boots a kernel, writes canaries and brings the guest into the state that is asked for.</summary>
    /// <exception cref="GuestException">The guest failed.</exception>
    /// <exception cref="ArgumentException">There is no guest of that size.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<LinuxSystem> StartAsync(UmlKernel kernel, MigrationRequest request, CancellationToken cancellation = default)
    {
        var system = new LinuxSystem(request) { _release = kernel.Release };
        try
        {
            await system.BootAsync(kernel, cancellation);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public PcMachine NewDestination() => new(new()
    {
        RamSize = Ram.Size,
        Blocks = [.. Ram.Blocks.Select(b => new Virtio.Tracing.Events.RamBlockSize(b.Name, b.Length))],
        IsShared = false,
    });

    /// <inheritdoc/>
    public MigrationOptions Prepare(MigrationOptions options)
    {
        var clock = new ObserverClock();
        _witness = new(_device.FreePageHints, Ram, clock);
        if (_request.Workload == WorkloadKind.Churn) _canaries!.BeginWriting(ChurnFiles);
        return options with { HintSource = _witness, Time = clock };
    }

    /// <inheritdoc/>
    public ContentReport Verify(IRam destination, MigrationFilter filter)
    {
        var canaries = LinuxCanaries.FindLost(_canaries!.Written, destination);
        ulong wrong = 0;
        string? example = null;
        foreach (var (block, other, page) in PageComparison.Differences(Ram, destination))
        {
            if (filter == MigrationFilter.Hint && PageComparison.IsZero(other, page) && _witness!.MayBeDropped(block, page)) continue;
            wrong++;
            example ??= $"page 0x{page:x} of {block.Name} is not what the guest wrote there";
        }
        return new(canaries.Pages, wrong + canaries.Lost, canaries.Example ?? example);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _canaries?.Halt();
        if (_guest is not null) await _guest.DisposeAsync();
        if (_canaries is not null) await _canaries.EndAsync();
        _ram?.Dispose();
        await _side.DisposeAsync();
        _loop.Dispose();
    }

    private async Task BootAsync(UmlKernel kernel, CancellationToken cancellation)
    {
        int mebibytes = (int)Math.Min(_request.RamSize >> 20, int.MaxValue);
        _guest = await UmlGuest.StartAsync(kernel, new() { MemoryMiB = mebibytes, VhostUserSocket = _side.SocketPath }, cancellation);
        if (!_loop.WaitFor(() => (_device.Status & DeviceStatus.DriverOk) != 0, BootTime, cancellation))
            throw new InvalidOperationException("the guest's balloon driver did not come up");
        _ram = _loop.Invoke(() => new SharedRam(_side.Shared));
        _canaries = new(_guest, _request.Seed);
        Machine = new LinuxMachine(_guest, _device, _canaries);
        if (_request.Canaries > 0) await _canaries.WriteAsync(_request.Canaries, cancellation);
        await (_request.Workload switch
        {
            WorkloadKind.Hog => _guest.HogAsync(HogPercent, cancellation),
            WorkloadKind.Cache => _guest.UseMemoryAsync(mebibytes * CachePercent / 100, cancellation),
            WorkloadKind.Churn => _guest.RequireAsync(Churn, cancellation),
            _ => Task.CompletedTask,
        });
    }
}
