using Ballast.Conformance.Testbeds;
using Ballast.Guest;
using Ballast.Guest.Workloads;
using Ballast.Host.Balloon;
using Ballast.Host.Machine;
using Ballast.Host.Transports;
using Ballast.Migration;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Conformance.Migrations;

/// <summary>The reference guest on the reference machine, on real time: guest and device each on a thread of its own.</summary>
public sealed class ReferenceSystem : IMigratedSystem
{
    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(30);

    private readonly MigrationRequest _request;
    private readonly PcMachine _machine;
    private readonly ThreadedLoop _deviceLoop = new("balloon device"), _guestLoop = new("guest");
    private readonly BalloonDevice _device;
    private readonly ReferenceGuest _guest;

    private ReferenceSystem(MigrationRequest request)
    {
        _request = request;
        _machine = NewDestination();
        _device = new(
            new() { Dialect = request.Dialect, Numbering = QueueNumbering.Negotiated, LowMemory = _machine.LowMemory, QueueSize = 256 },
            _deviceLoop, NoTrace.Instance, _machine);
        _device.AttachMemory(_machine.MemoryFor(DirtyClient.Device));
        var memory = _machine.MemoryFor(DirtyClient.Guest);
        _guest = new(
            memory, ReferencePrograms.RangesOf(memory), new DirectTransport(_device, _deviceLoop, _guestLoop), _guestLoop,
            new() { Seed = (ulong)request.Seed, Driver = new() { Dialect = request.Dialect, Numbering = QueueNumbering.Negotiated } });
        Machine = new MigratedMachine(_guest, _device);
    }

    /// <inheritdoc/>
    public IRam Ram => _machine;

    /// <inheritdoc/>
    public IMigratedGuest Machine { get; }

    /// <inheritdoc/>
    public string Name => $"reference guest on {PcMachine.NameOf(_request.Machine)}";

    /// <summary>Boots a guest, binds its driver and brings it into the state that is asked for.</summary>
    /// <exception cref="ArgumentException">There is no such machine.</exception>
    /// <exception cref="IOException">There is not enough memory.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReferenceSystem Start(MigrationRequest request, CancellationToken cancellation = default)
    {
        var system = new ReferenceSystem(request);
        try
        {
            system.Boot(cancellation);
            return system;
        }
        catch
        {
            system.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public PcMachine NewDestination() => NewMachine(_request);

    /// <summary>The machine that a request describes. Nobody shares its RAM.</summary>
    internal static PcMachine NewMachine(MigrationRequest request) =>
        new(new() { Type = request.Machine, RamSize = request.RamSize, IsShared = false });

    /// <inheritdoc/>
    public MigrationOptions Prepare(MigrationOptions options) =>
        options with { BitmapSource = _device.FreePageBitmap, HintSource = _device.FreePageHints };

    /// <inheritdoc/>
    public ContentReport Verify(IRam destination, MigrationFilter filter)
    {
        var needed = _guest.UsedPages();
        var lost = _guest.FindLost(((PcMachine)destination).MemoryFor(DirtyClient.Host).TryRead, needed);
        if (lost.Pages > 0) return new(needed.Pages, lost.Pages, $"guest frames {lost} are not as the guest wrote them");
        ulong wrong = 0;
        string? example = null;
        foreach (var (block, other, page) in PageComparison.Differences(_machine, destination))
        {
            ulong ramPage = (block.RamOffset >> PageRun.PageShift) + page;
            if (filter != MigrationFilter.None && IsDispensable(ramPage, needed, filter) && PageComparison.IsZero(other, page)) continue;
            wrong++;
            example ??= $"page 0x{ramPage:x} of RAM is neither what the source holds nor a free page that reads as zero";
        }
        return new(needed.Pages, wrong, example);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Boot(CancellationToken cancellation)
    {
        ReferencePrograms.Boot(_guest, _request, cancellation);
        _guest.Driver!.Bind();
        if (!_deviceLoop.WaitFor(() => _device.IsRunning, BootTime, cancellation))
            throw new InvalidOperationException("the reference guest's balloon driver did not come up");
        if (_request.Workload == WorkloadKind.Hog) ReferencePrograms.Run(_guest, new HogWorkload(), cancellation);
        if (_request.Workload == WorkloadKind.Churn) _guest.Start(new ChurnWorkload(10_000, seed: _guest.Options.Seed));
    }

    // Hinted pages are the driver's until the round is over, and free all the same.
    private bool IsDispensable(ulong ramPage, PageSet needed, MigrationFilter filter)
    {
        if (!_machine.TryGetGuestAddress(ramPage << PageRun.PageShift, out ulong address)) return false;
        ulong frame = address >> PageRun.PageShift;
        return filter == MigrationFilter.Hint ? !needed.Contains(frame) : _guest.Allocator.IsFree(frame);
    }

    private void Dispose()
    {
        _guest.Quiet();
        _guestLoop.Dispose();
        _deviceLoop.Dispose();
        _machine.Dispose();
    }
}
