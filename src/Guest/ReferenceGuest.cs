using Ballast.Guest.Driver;
using Ballast.Guest.Memory;
using Ballast.Guest.Workloads;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Guest;

/// <summary>
/// A guest: an allocator over its RAM, programs that use it, and the balloon's driver. Everything happens on one loop.
/// It knows its machine only by ranges of RAM and a transport.
/// </summary>
public sealed class ReferenceGuest : IMigratedGuest
{
    private readonly Processor _processor;
    private readonly List<IWorkload> _running = [];

    /// <summary>A guest that has booted as far as its kernel's own pages; nothing is bound yet.</summary>
    /// <param name="memory">Its memory, with a mark set for each write.</param>
    /// <param name="ram">Which addresses are RAM.</param>
    /// <param name="transport">The way to the balloon; null for a guest without one.</param>
    /// <param name="loop">Where it runs.</param>
    /// <param name="options">What it is like.</param>
    /// <param name="trace">Where its driver notes violations by the device.</param>
    public ReferenceGuest(
        GuestMemory memory, IEnumerable<PhysicalRange> ram, ITransport? transport, IEventLoop loop,
        ReferenceGuestOptions? options = null, ITraceSink? trace = null)
    {
        Options = options ?? new();
        Memory = memory;
        _processor = new(loop);
        Allocator = new(new(ram), Options.SpreadsMemory ? unchecked((int)Options.Seed) : null);
        Programs = new(memory, Allocator, Options.Seed);
        foreach (var run in Allocator.Reserved) Programs.Write(run);
        if (transport is null) return;
        Driver = new(
            memory, Allocator, transport, _processor, Options.Driver, Options.Decisions,
            () => MemoryStatistics.Of(Allocator, Programs.CacheBytes), trace);
        Programs.Pressure = Driver.Shrink;
    }

    /// <summary>What the guest is like.</summary>
    public ReferenceGuestOptions Options { get; }

    /// <summary>Guest memory.</summary>
    public GuestMemory Memory { get; }

    /// <summary>The guest's allocator.</summary>
    public PageAllocator Allocator { get; }

    /// <summary>The memory of its programs.</summary>
    public ProgramMemory Programs { get; }

    /// <summary>The balloon's driver, if there is a balloon.</summary>
    public BalloonDriver? Driver { get; }

    /// <summary>The guest's loop: work posted here waits while the guest is stopped.</summary>
    public IEventLoop Loop => _processor;

    /// <inheritdoc/>
    public bool IsRunning => _processor.IsRunning;

    /// <inheritdoc/>
    public void Stop() => _processor.Stop();

    /// <inheritdoc/>
    public void Resume() => _processor.Resume();

    /// <summary>Brings the guest into one of the states in which it is migrated: boots it, runs what ends, starts what does not.</summary>
    /// <param name="kind">The state.</param>
    /// <param name="churnPagesPerSecond">How fast <see cref="WorkloadKind.Churn"/> writes.</param>
    public void Run(WorkloadKind kind, double churnPagesPerSecond = 10_000)
    {
        Run(new IdleWorkload(Options.Seed));
        switch (kind)
        {
            case WorkloadKind.Hog:
                Run(new HogWorkload());
                break;
            case WorkloadKind.Cache:
                Run(new CacheWorkload(seed: Options.Seed));
                break;
            case WorkloadKind.Churn:
                Start(new ChurnWorkload(churnPagesPerSecond, seed: Options.Seed));
                break;
            default:
                break;
        }
    }

    /// <summary>Runs a workload to its end, in pieces on the guest's loop.</summary>
    /// <exception cref="InvalidOperationException">The workload never ends, or the guest is stopped.</exception>
    public void Run(IWorkload workload)
    {
        if (workload.IsEndless) throw new InvalidOperationException($"{workload.Name} never ends: start it instead");
        while (Do(() => workload.Step(Programs, _processor.Time)))
        {
        }
    }

    /// <summary>Lets a workload run beside everything else until it ends or <see cref="Quiet"/> is called.</summary>
    public void Start(IWorkload workload) => _processor.Post(() =>
    {
        _running.Add(workload);
        Continue(workload);
    });

    /// <summary>Ends all workloads that were started.</summary>
    public void Quiet() => _processor.Invoke(() => _running.Clear());

    /// <summary>
    /// The pages whose content the guest needs and knows: those of kernel and programs. Pages of the driver (its rings
    /// change under it), in the balloon or hinted are not among them.
    /// </summary>
    public PageSet UsedPages() => _processor.Invoke(Programs.NeededPages);

    /// <summary>Compares needed pages with a RAM image.</summary>
    /// <param name="read">Copies the page at a guest-physical address; false when it is not RAM there.</param>
    /// <param name="pages">Which pages to compare; all needed ones by default.</param>
    /// <returns>The needed pages whose content differs.</returns>
    public PageSet FindLost(PageReader read, PageSet? pages = null) => _processor.Invoke(() =>
    {
        var needed = Programs.NeededPages();
        return ContentCheck.FindLost(Programs, pages is null ? needed : needed.Intersect(pages), read);
    });

    /// <summary>Runs a piece of a program at once.</summary>
    /// <exception cref="InvalidOperationException">The guest is stopped.</exception>
    internal T Do<T>(Func<T> piece) => _processor.Invoke(() =>
        _processor.IsRunning ? piece() : throw new InvalidOperationException("the guest is stopped: no program runs"));

    private void Continue(IWorkload workload)
    {
        if (!_running.Contains(workload)) return;
        if (!workload.Step(Programs, _processor.Time))
        {
            _running.Remove(workload);
            return;
        }
        Ticker.Next(_processor, workload.Pause, () => Continue(workload));
    }
}
