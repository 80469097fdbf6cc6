using Ballast.Guest;
using Ballast.Guest.Workloads;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Migration.Links;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

public sealed partial class Testbed
{
    /// <summary>What fills the pages that <see cref="WriteRam"/> writes.</summary>
    public const byte WrittenByte = 0xc7;

    private const double ChurnPagesPerSecond = 20_000;

    private readonly List<PageRun> _written = [];
    private PcMachine? _destination;
    private int _attempts;

    /// <summary>How the last migration ended.</summary>
    public MigrationOutcome Outcome => _outcome ?? throw new InvalidOperationException("no step has migrated anything");

    private MigrationOutcome? _outcome;

    /// <summary>The machine at the other end of the last migration.</summary>
    public PcMachine Destination => _destination ?? throw new InvalidOperationException("no step has migrated anything");

    /// <summary>RAM pages that the suite let somebody write since the last migration began.</summary>
    public PageSet WrittenPages => PageSet.Of(_written);

    /// <summary>The guest whose RAM is migrated, when it is ours.</summary>
    public ReferenceGuest Guest => ReferenceDriver.Guest;

    /// <summary>Starts the guest that is migrated and brings it into the state in which it is.</summary>
    public async Task BootGuestAsync(WorkloadKind workload)
    {
        await InitialiseDriverAsync();
        string name = workload.ToString().ToLowerInvariant();
        Record(new WorkloadChanged(name, IsRunning: true));
        Guest.Run(new TakeWorkload(Plan.InUse, Guest.Options.Seed));
        // Booting leaves a little garbage behind, an eighth of what stays in use, as in the series' idle guest.
        Guest.Run(new TakeWorkload(Plan.InUse / 8, Guest.Options.Seed + 1, keeps: false));
        if (workload == WorkloadKind.Hog) Guest.Run(new HogWorkload());
        if (workload == WorkloadKind.Cache) Guest.Run(new CacheWorkload(seed: Guest.Options.Seed));
        if (workload == WorkloadKind.Churn) Guest.Start(new ChurnWorkload(ChurnPagesPerSecond, seed: Guest.Options.Seed));
        else Record(new WorkloadChanged(name, IsRunning: false));
        await SettleAsync();
    }

    /// <summary>
    /// Migrates the machine's RAM to a new machine of the same shape, in this process. On virtual time the guest works
    /// whenever a round begins and when it is over.
    /// </summary>
    /// <param name="filter">How free pages are kept out.</param>
    /// <param name="arrange">Changes of the options that the scenario wants.</param>
    /// <param name="wrap">Puts something between source and link.</param>
    /// <param name="cancellation">Calls the migration off.</param>
    public async Task MigrateAsync(
        MigrationFilter filter, Func<MigrationOptions, MigrationOptions>? arrange = null, Func<Stream, Stream>? wrap = null,
        CancellationToken cancellation = default)
    {
        _attempts++;
        _written.Clear();
        _destination = Own(new PcMachine(new() { Type = Plan.Machine, RamSize = Plan.RamSize, Blocks = Plan.Blocks, IsShared = false }));
        var options = new MigrationOptions
        {
            Filter = filter,
            BitmapSource = Device.FreePageBitmap,
            HintSource = Device.FreePageHints,
            FirstAttempt = _attempts,
            KeepPages = true,
            Time = Loop.Time,
        };
        options = arrange?.Invoke(options) ?? options;
        IRam ram = Plan.BlockOrder is { } order ? new OrderedRam(Machine, order) : Machine;
        var guest = new MigratedMachine((_driver as ReferenceDriverSide)?.Guest, Device);
        var parts = new MigrationParts(ram, guest, options, _trace.Value);
        var source = _peers.Mutant?.Source?.Invoke(parts) ?? new MigrationSource(ram, guest, options, _trace.Value);
        var (near, far) = InProcessLink.Create();
        var destination = _peers.Mutant?.Destination?.Invoke(_destination) ?? new MigrationDestination(_destination);
        var receiving = Task.Run(() => destination.Run(far), CancellationToken.None);
        var stepped = (SteppedLoop)Loop;
        void LetTheGuestWork(TraceEvent e)
        {
            if (e is RoundStarted or RoundEnded) stepped.RunFor(SettlingTime);
        }

        _trace.Value.Recorded += LetTheGuestWork;
        try
        {
            _outcome = source.Run(wrap?.Invoke(near) ?? near, cancellation);
        }
        finally
        {
            _trace.Value.Recorded -= LetTheGuestWork;
        }
        await receiving;
        await SettleAsync();
    }

    /// <summary>Writes RAM pages on behalf of somebody and notes it.</summary>
    /// <param name="by">Who writes.</param>
    /// <param name="pages">RAM pages.</param>
    public void WriteRam(DirtyClient by, PageSet pages)
    {
        byte[] content = new byte[PageRun.PageSize];
        content.AsSpan().Fill(WrittenByte);
        if (UsesForeignDevice)
        {
            var map = Map;
            var frames = new List<PageRun>();
            foreach (ulong page in pages.SelectMany(PagesIn))
            {
                ulong address = map.AddressOf(page) ?? throw new ArgumentException($"page 0x{page:x} is not RAM");
                DeviceSide.Write(address, content);
                frames.Add(new(address >> PageRun.PageShift, 1));
            }
            _written.AddRange(pages);
            Record(new MemoryWritten(by, pages));
            Record(new PagesWritten(by, [new(PageSet.Of(frames), PageDigests.Of(content))]));
            return;
        }
        var memory = Machine.MemoryFor(by);
        foreach (var run in pages)
        {
            for (ulong page = run.First; page < run.End; page++)
            {
                if (!Machine.TryGetGuestAddress(page << PageRun.PageShift, out ulong address)) throw new ArgumentException($"page 0x{page:x} is not RAM");
                memory.TryWrite(address, content);
            }
            _written.Add(run);
        }
        Record(new MemoryWritten(by, pages));
    }

    /// <summary>Notes which RAM pages are free in the guest now.</summary>
    public PageSet ListFreePages()
    {
        var pages = RamPagesOf(Guest.Allocator.FreePages());
        Record(new FreePagesListed(pages, Machine.Size >> PageRun.PageShift));
        return pages;
    }

    /// <summary>The RAM pages of guest frames.</summary>
    public PageSet RamPagesOf(PageSet frames)
    {
        if (UsesForeignDevice) return Map.FramesToPages(frames);
        var pages = new List<PageRun>();
        ulong gap = (1UL << 20) - (Machine.LowMemory >> PageRun.PageShift);
        foreach (var run in frames)
            pages.Add(run.First >= 1UL << 20 ? run with { First = run.First - gap } : run);
        return PageSet.Of(pages);
    }

    /// <summary>Compares everything that the guest's programs use with the destination's RAM, and notes the result.</summary>
    public PageSet VerifyDestination(string what, PageSet? frames = null)
    {
        if (UsesForeignDevice || IsHandDriven) return VerifyAgainstSource(what);
        var used = frames ?? Guest.UsedPages();
        var wrong = RamPagesOf(Guest.FindLost(Destination.MemoryFor(DirtyClient.Host).TryRead, used));
        Record(new DestinationVerified(what, used.Pages, wrong));
        return wrong;
    }

    /// <summary>Nothing runs in a hand-driven guest: compares RAM as it lies at the source with what has arrived, and notes the result.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="unneeded">RAM pages that may hold anything; null for none.</param>
    public PageSet VerifyAgainstSource(string what, PageSet? unneeded = null)
    {
        unneeded ??= PageSet.Empty;
        var lost = (UsesForeignDevice ? DeviceSide.FindLost() : FindLost()).Except(unneeded);
        Record(new DestinationVerified(what, (Plan.RamSize >> PageRun.PageShift) - unneeded.Pages, lost));
        return lost;
    }

    /// <summary>The pages among these that the last migration has not sent; notes how many they are.</summary>
    /// <param name="pages">RAM pages.</param>
    public PageSet FindKeptOut(PageSet pages)
    {
        var kept = UsesForeignDevice ? DeviceSide.ReadSkipped(pages) : pages.Except(SentPages());
        Record(new HintedPagesKeptOut(kept.Pages, CountContent(kept)));
        return kept;
    }

    private PageSet SentPages() => Events.OfType<RoundEnded>()
        .Skip(Events.OfType<RoundEnded>().Count() - Outcome.Statistics.Rounds.Count)
        .Aggregate(PageSet.Empty, (all, round) => all.Union(round.DataPages ?? PageSet.Empty).Union(round.ZeroPages ?? PageSet.Empty));

    private PageSet FindLost()
    {
        var wrong = new List<PageRun>();
        for (ulong page = 0; page < Machine.Size >> PageRun.PageShift; page++)
        {
            if (!Page(Machine, page).SequenceEqual(Page(Destination, page))) wrong.Add(new(page, 1));
        }
        return PageSet.Of(wrong);
    }

    /// <summary>Compares RAM pages of the destination with a byte that fills them, and notes the result.</summary>
    public PageSet VerifyDestination(string what, PageSet pages, byte value)
    {
        var wrong = new List<PageRun>();
        foreach (var run in pages)
        {
            for (ulong page = run.First; page < run.End; page++)
            {
                var bytes = Page(Destination, page);
                if (bytes.IndexOfAnyExcept(value) >= 0) wrong.Add(new(page, 1));
            }
        }
        var set = PageSet.Of(wrong);
        Record(new DestinationVerified(what, pages.Pages, set));
        return set;
    }

    /// <summary>The content of a RAM page.</summary>
    public static ReadOnlySpan<byte> Page(IRam ram, ulong page)
    {
        ulong offset = page << PageRun.PageShift;
        var block = ram.Blocks.First(b => offset >= b.RamOffset && offset - b.RamOffset < b.Length);
        return block.Bytes(offset - block.RamOffset, PageRun.PageSize);
    }
}
