using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>What a trace has shown of one migration.</summary>
/// <param name="setUp">The event with which it began.</param>
/// <param name="previous">The migration before it.</param>
internal sealed class MigrationRecord(MigrationSetUp setUp, MigrationRecord? previous)
{
    private readonly List<(long Sequence, PageSet Pages)> _written = [];
    private readonly List<RoundEnded> _rounds = [];
    private readonly List<PageRun> _hinted = [];
    private FreePageAnswer? _lastAnswer;

    public MigrationSetUp SetUp => setUp;

    /// <summary>Figures of the last unfiltered migration before this one that completed, or null.</summary>
    public MigrationCompleted? Unfiltered { get; } =
        previous is { SetUp.Filter: "none", Ending: MigrationCompleted done } ? done : previous?.Unfiltered;

    public bool IsFiltered => setUp.Filter != "none";

    public LoggingStarted? Logging { get; private set; }

    public FreePagesAsked? Asked { get; private set; }

    public FreePagesAnswered? Answered { get; private set; }

    public FreePagesGivenUp? GivenUp { get; private set; }

    public FilterApplied? Applied { get; private set; }

    public BitmapSynchronised? FirstSynchronisation { get; private set; }

    public RoundStarted? Round { get; private set; }

    /// <summary>Completed, cancelled or failed; null while it goes on.</summary>
    public TraceEvent? Ending { get; private set; }

    /// <summary>Whether all writes of the guest since logging began are in the trace.</summary>
    public bool WritesAreTold { get; private set; } = true;

    /// <summary>The pages that the answer in use says are free; null without an answer, or when it is not told whole.</summary>
    public PageSet? Reported { get; private set; }

    /// <summary>Whether the guest was seen to answer since the migration began.</summary>
    public bool HasAnswer => _lastAnswer is not null;

    /// <summary>RAM pages of the hints that the device took into account.</summary>
    public PageSet Hinted => PageSet.Of(_hinted);

    public IReadOnlyList<RoundEnded> Rounds => _rounds;

    /// <summary>Whether the trace tells which pages each round sent.</summary>
    public bool PagesAreTold => _rounds.Count > 0 && _rounds.All(r => r is { DataPages: not null, ZeroPages: not null });

    public PageSet All => PageSet.Of(new PageRun(0, setUp.RamPages));

    /// <summary>Pages that the suite saw written since logging began.</summary>
    public PageSet Written => PageSet.Of(_written.SelectMany(w => w.Pages));

    /// <summary>Pages sent in any round, as far as told.</summary>
    public PageSet Sent => PageSet.Of(_rounds.SelectMany(SentIn));

    /// <summary>Pages that were written since logging began and not sent in a round that ended after the write.</summary>
    public PageSet WrittenAndNotSent()
    {
        var missing = PageSet.Empty;
        foreach (var (sequence, pages) in _written)
            missing = missing.Union(pages.Except(PageSet.Of(_rounds.Where(r => r.Sequence > sequence).SelectMany(SentIn))));
        return missing;
    }

    public static IEnumerable<PageRun> SentIn(RoundEnded round) => (round.DataPages ?? PageSet.Empty).Concat(round.ZeroPages ?? PageSet.Empty);

    public void Note(TraceEvent e, TraceContext context)
    {
        if (Ending is not null) return;
        if (!context.WritesAreTold) WritesAreTold = false;
        switch (e)
        {
            case LoggingStarted logging: Logging ??= logging; break;
            case FreePagesAsked asked: Asked = asked; break;
            case ChainAvailable { Content: FreePageAnswer answer }: _lastAnswer = answer; break;
            case FreePagesAnswered answered:
                Answered = answered;
                Reported = _lastAnswer is { Omitted: 0 } ? _lastAnswer.Pages : null;
                break;
            case FreePagesGivenUp givenUp: GivenUp = givenUp; break;
            case FilterApplied applied: Applied = applied; break;
            case BitmapSynchronised synchronised: FirstSynchronisation ??= synchronised; break;
            case RoundStarted round: Round = round; break;
            case RoundEnded round: _rounds.Add(round); break;
            case PagesHinted { Dropped: > 0, Address: var address, Length: var length } when context.Map is { } map:
                _hinted.AddRange(map.PagesOf(address, length));
                break;
            case MemoryWritten { Pages: var pages } when Logging is not null: _written.Add((e.Sequence, pages)); break;
            case MigrationCompleted or MigrationCancelled or MigrationFailed: Ending = e; break;
        }
    }
}
