using System.IO.Hashing;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Conformance.Migrations;

/// <summary>
/// Stands between a migration and its guest's hints and keeps books of its own: what every page of RAM held right before each
/// command id was issued, and which pages were hinted under it. With these it can be told afterwards which pages the
/// migration was allowed to drop: hinted, and not written since.
/// </summary>
/// <param name="hints">Where the hints come from.</param>
/// <param name="ram">The RAM, whose writes nobody reports.</param>
/// <param name="clock">The migration's clock.</param>
internal sealed class WitnessedHints(IFreePageHintSource hints, IRam ram, ObserverClock clock) : IFreePageHintSource
{
    private readonly UInt128[] _beforeCommand = new UInt128[ram.Size >> PageRun.PageShift];
    private readonly UInt128[] _whenHinted = new UInt128[ram.Size >> PageRun.PageShift];
    private readonly bool[] _isHinted = new bool[ram.Size >> PageRun.PageShift];

    public IEventLoop Loop => hints.Loop;

    public bool IsAvailable => hints.IsAvailable;

    public bool IsRoundEnded => hints.IsRoundEnded;

    /// <summary>How many pages were hinted.</summary>
    public int HintedPages => _isHinted.Count(h => h);

    public CommandId Start(IFreePageHintSink sink)
    {
        clock.Exclude(LookAtAllPages);
        return hints.Start(new Witness(this, sink));
    }

    public void Stop() => hints.Stop();

    public void Done() => hints.Done();

    /// <summary>Whether a page was hinted and still holds what it held before the id of that round was issued.</summary>
    public bool MayBeDropped(IRamBlock block, ulong page)
    {
        ulong ramPage = (block.RamOffset >> PageRun.PageShift) + page;
        return _isHinted[ramPage] && _whenHinted[ramPage] == HashOf(block, page);
    }

    private static UInt128 HashOf(IRamBlock block, ulong page) => XxHash128.HashToUInt128(PageComparison.Page(block, page));

    private void LookAtAllPages()
    {
        foreach (var block in ram.Blocks)
        {
            ulong first = block.RamOffset >> PageRun.PageShift;
            Parallel.For(0, (int)(block.Length >> PageRun.PageShift), page => _beforeCommand[first + (ulong)page] = HashOf(block, (ulong)page));
        }
    }

    private void Note(ulong guestAddress, ulong length)
    {
        ulong end = guestAddress + length;
        for (ulong at = guestAddress; at < end && ram.TryLocate(at, out var block, out ulong offset, out _); at += PageRun.PageSize)
        {
            ulong page = (block.RamOffset + offset) >> PageRun.PageShift;
            _isHinted[page] = true;
            _whenHinted[page] = _beforeCommand[page];
        }
    }

    private sealed class Witness(WitnessedHints books, IFreePageHintSink sink) : IFreePageHintSink
    {
        public ulong Hint(ulong guestAddress, ulong length)
        {
            books.Note(guestAddress, length);
            return sink.Hint(guestAddress, length);
        }
    }
}
