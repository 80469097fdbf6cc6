using Ballast.Conformance.Clauses;
using Ballast.Conformance.Rules;
using Ballast.Peers.Qemu.Streams;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.QemuStreams;

/// <summary>
/// Judges a recorded migration of QEMU by the trace of its guest, page by page.
/// <para>1. What a page must hold is what was written last before the migration ended. A page that was given away since
/// (hinted under the current command id and not written since the id was issued, reported, or in the balloon) may hold anything.</para>
/// <para>2. What it does hold is what the stream sent last; zero when it was never sent.</para>
/// <para>3. A page that nobody gave away must be in the stream, whatever it held, unless it is known to be zero.</para>
/// </summary>
public sealed class StreamJudge
{
    private const int ShownPages = 16;
    private const ulong DataRecord = 8 + PageRun.PageSize;
    private const ulong ZeroRecord = 8 + 1;

    private static readonly ClauseId SendsWhatIsNeeded = "migration.filter.3";
    private static readonly ClauseId IgnoresStaleHints = "device.balloon.hinting.3";
    private static readonly ClauseId KeepsWrittenPages = "device.balloon.hinting.4";

    private readonly IReadOnlyList<TraceEvent> _events;
    private readonly QemuStreamImage _image;
    private readonly QemuRamBlock _block;
    private readonly QemuRamMap _map;
    private readonly PageLives _lives;
    private readonly HintClock _clock = new();
    private readonly List<PageDigest> _contents = [];
    private readonly Dictionary<PageDigest, int> _numbers = [];

    private StreamJudge(Trace trace, QemuStreamImage image)
    {
        int end = trace.Events.ToList().FindLastIndex(e => e is MigrationCompleted);
        _events = end < 0 ? trace.Events : [.. trace.Events.Take(end + 1)];
        _image = image;
        (_block, _map) = MapOf(trace, image);
        _lives = new(_block.Length >> PageRun.PageShift);
    }

    private ulong Pages => _block.Length >> PageRun.PageShift;

    /// <summary>Judges a stream.</summary>
    /// <exception cref="StreamMismatchException">The trace is of another machine.</exception>
    public static StreamJudgement Run(Trace trace, QemuStreamImage image) => new StreamJudge(trace, image).Run();

    private static (QemuRamBlock Block, QemuRamMap Map) MapOf(Trace trace, QemuStreamImage image)
    {
        var built = trace.Events.OfType<MachineBuilt>().LastOrDefault();
        // The blocks are sorted by size, and a machine's RAM is larger than its firmware.
        var block = image.Blocks[0];
        if ((built?.RamSize ?? trace.Header.RamSize) is { } size && size != block.Length)
            throw new StreamMismatchException($"the trace is of a machine with {size} bytes of RAM, and block {block.Name} of the stream has {block.Length}");
        if (built is not null) return (block, new(block.Length, Math.Min(built.Below4G, block.Length)));
        var map = QemuRamMap.Of(image.Configuration.MachineType, block.Length)
            ?? throw new StreamMismatchException($"nobody knows where machine type \"{image.Configuration.MachineType}\" has its RAM; the trace must say so (event machine-built)");
        return (block, map);
    }

    private StreamJudgement Run()
    {
        for (int i = 0; i < _events.Count; i++) See(_events[i], i + 1);

        var wrong = new List<PageRun>();
        var shown = new List<WrongPage>();
        ulong compared = 0, untold = 0, hinted = 0, saved = 0, savedBytes = 0, keptAfterHint = 0, keptAfterStale = 0;
        var free = new List<PageRun>();
        var breaking = new SortedDictionary<ClauseId, List<WrongPage>>();
        foreach (var (page, life) in _lives.All())
        {
            bool wasSent = _image.WasSent(_block, page);
            if (life.Free != FreeReason.None)
            {
                free.Add(new(page, 1));
                if (life.Free != FreeReason.Hinted) continue;
                hinted++;
                if (wasSent) continue;
                saved++;
                savedBytes += life.Content > 0 && _contents[life.Content - 1] == PageDigest.Zero ? ZeroRecord : DataRecord;
                continue;
            }
            if (life.WrittenAt == 0) continue;
            free.Add(new(page, 1));
            if (life.Content > 0) compared++;
            else untold++;
            bool isRight = life.Content > 0 ? _image.DigestOf(_block, page) == _contents[life.Content - 1] : wasSent;
            if (!isRight) Accuse(page, life);
            else if (life.HintedAt > 0) keptAfterHint++;
            else if (life.StaleAt > 0) keptAfterStale++;
        }
        // What is left was never written, as far as the trace tells, and nobody gave it away.
        foreach (var run in _image.MissingPages(_block).Except(PageSet.Of(free)))
        {
            wrong.Add(run);
            for (ulong page = run.First; page < run.End && shown.Count < ShownPages; page++) Accuse(page, _lives.Find(page));
        }
        var all = PageSet.Of(wrong);
        return new(_image, _block, Findings())
        {
            ComparedPages = compared,
            UntoldPages = untold,
            HintedPages = hinted,
            SavedPages = saved,
            SavedBytes = savedBytes,
            Wrong = all,
            WrongPages = shown,
        };

        void Accuse(ulong page, PageLife life)
        {
            wrong.Add(new(page, 1));
            if (shown.Count == ShownPages) return;
            var accused = Describe(page, life);
            shown.Add(accused);
            foreach (var clause in accused.Clauses)
            {
                if (!breaking.TryGetValue(clause, out var list)) breaking.Add(clause, list = []);
                list.Add(accused);
            }
        }

        IReadOnlyList<Finding> Findings()
        {
            var findings = new List<Finding>();
            foreach (var (clause, pages) in breaking)
            {
                foreach (var page in pages)
                    findings.Add(Found(clause, RuleOutcome.Broken, page.Event ?? LastEvent, $"page 0x{page.Address:x} (RAM offset 0x{page.RamOffset:x}) {page.What}"));
            }
            AddKept(SendsWhatIsNeeded, compared + untold, "pages in use are in the stream as they were written last");
            AddKept(KeepsWrittenPages, keptAfterHint, "pages that were hinted and written are kept");
            AddKept(IgnoresStaleHints, keptAfterStale, "pages that were hinted under an id that was not current are kept");
            return findings;

            void AddKept(ClauseId clause, ulong pages, string what)
            {
                if (pages > 0 && !breaking.ContainsKey(clause)) findings.Add(Found(clause, RuleOutcome.Kept, LastEvent, $"{pages} {what}"));
            }
        }
    }

    private long? LastEvent => _events.Count > 0 ? _events[^1].Sequence : null;

    private static Finding Found(ClauseId clause, RuleOutcome outcome, long? e, string message) =>
        new(clause, outcome, e, message, ClauseCatalogue.Default[clause].Side, e is { } evidence ? [evidence] : []);

    private void See(TraceEvent e, int at)
    {
        switch (e)
        {
            case PagesWritten written:
                foreach (var content in written.Pages)
                {
                    int number = NumberOf(content.Digest);
                    _lives.Apply(RunsOf(content.Frames), (ref life) => Write(ref life, number, at));
                }
                break;
            case MemoryWritten { Pages: var pages }:
                _lives.Apply(pages, (ref life) => Write(ref life, 0, at));
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock } hint:
                _lives.Apply(RunsOf(hint), (ref life) => Hint(ref life, at));
                break;
            case ChainAvailable { Queue: BalloonQueue.Reporting, Content: FreeBlock } report:
                _lives.Apply(RunsOf(report), (ref life) => life.Free = life.Free == FreeReason.Inflated ? life.Free : FreeReason.Reported);
                break;
            case ChainAvailable { Queue: BalloonQueue.Inflate, Content: PageFrames inflated }:
                _lives.Apply(RunsOf(inflated.Frames), (ref life) => life.Free = FreeReason.Inflated);
                break;
            case ChainAvailable { Queue: BalloonQueue.Deflate, Content: PageFrames deflated }:
                _lives.Apply(RunsOf(deflated.Frames), (ref life) => life.Free = FreeReason.Deflated);
                break;
        }
        _clock.Note(e, at);
        if (_clock.BeginsAnew) _lives.ApplyToAll(Forget);
    }

    // Each migration sends all of RAM: what was hinted to the one before is in use again.
    private static void Forget(ref PageLife life)
    {
        if (life.Free == FreeReason.Hinted) life.Free = FreeReason.None;
    }

    private static void Write(ref PageLife life, int content, int at)
    {
        (life.Content, life.WrittenAt) = (content, at);
        // What is written to a page in the balloon is the guest's own fault.
        if (life.Free != FreeReason.Inflated) life.Free = FreeReason.None;
    }

    private void Hint(ref PageLife life, int at)
    {
        if (!_clock.IsOpen)
        {
            life.StaleAt = at;
            return;
        }
        life.HintedAt = at;
        // device.balloon.hinting.4: only what was not written since the id was issued.
        if (life.WrittenAt < _clock.IssuedAt && life.Free != FreeReason.Inflated) life.Free = FreeReason.Hinted;
    }

    private WrongPage Describe(ulong page, PageLife life)
    {
        ulong offset = page << PageRun.PageShift;
        var sent = _image.Find(_block, page);
        var clauses = new List<ClauseId> { SendsWhatIsNeeded };
        if (life.HintedAt > 0) clauses.Add(KeepsWrittenPages);
        else if (life.StaleAt > 0) clauses.Add(IgnoresStaleHints);
        string what = (sent, life) switch
        {
            (null, { HintedAt: > 0 } hinted) when hinted.WrittenAt > hinted.HintedAt => "is lost: it was hinted and written again, and is nowhere in the stream",
            (null, { HintedAt: > 0 }) => "is lost: it was written after the command id was issued and then hinted, and is nowhere in the stream",
            (null, { StaleAt: > 0 }) => "is lost: the command id under which it was hinted was not current, and it is nowhere in the stream",
            (null, { WrittenAt: > 0 }) => "is lost: it is in use, nobody hinted it, and it is nowhere in the stream",
            (null, _) => "is lost: nobody hinted it, and it is nowhere in the stream",
            ({ } last, _) when EarlierContent(life, page, last.Digest) is { } earlier => $"holds what event {earlier} wrote, and it was written again",
            ({ } last, _) => $"holds {last.Digest}, and must hold {_contents[life.Content - 1]}",
        };
        int at = life.WrittenAt > 0 ? life.WrittenAt : Math.Max(life.HintedAt, life.StaleAt);
        return new(offset, _map.AddressOf(offset)!.Value, clauses, at > 0 ? _events[at - 1].Sequence : null, what, [.. PageHistory.Of(_events, _map, page), .. Records(sent)]);
    }

    private long? EarlierContent(PageLife life, ulong page, PageDigest held)
    {
        long? found = null;
        for (int i = 0; i < life.WrittenAt - 1; i++)
        {
            if (_events[i] is PagesWritten written && PageHistory.ContentOf(written, _map, page) == held) found = _events[i].Sequence;
        }
        return found;
    }

    private static IEnumerable<PageMoment> Records(SentPage? sent)
    {
        if (sent is null)
        {
            yield return new(null, null, "never sent: zero at the destination");
            yield break;
        }
        foreach (var record in sent.Records)
        {
            bool isLast = record == sent.Records[^1];
            yield return new(null, record.Position, (record.IsZero ? "sent as zero in " : "sent in ") + record.Section + (isLast && !record.IsZero ? $" with {sent.Digest}" : ""));
        }
    }

    private int NumberOf(PageDigest digest)
    {
        if (_numbers.TryGetValue(digest, out int number)) return number;
        _contents.Add(digest);
        _numbers.Add(digest, _contents.Count);
        return _contents.Count;
    }

    private PageSet RunsOf(IEnumerable<PageRun> frames) => PageHistory.RamPages(_map, frames);

    private PageSet RunsOf(ChainAvailable chain) => PageHistory.RamPages(_map, chain);
}
