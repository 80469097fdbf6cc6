using System.Runtime.InteropServices;
using Ballast.Migration.Wire;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Wire;

namespace Ballast.Migration;

public partial class MigrationDestination
{
    private const int PiecePages = 64;

    /// <summary>Where a page's content belongs.</summary>
    protected virtual Span<byte> PlaceOf(IRamBlock block, ulong firstPage, int pages) =>
        block.Bytes(firstPage << PageRun.PageShift, pages << PageRun.PageShift);

    /// <summary>Makes pages that were written before read as zero.</summary>
    protected virtual void MakeZero(IRamBlock block, ulong firstPage, ulong pages) =>
        block.Discard(firstPage << PageRun.PageShift, pages << PageRun.PageShift);

    /// <summary>Whether a page arrived as it was sent.</summary>
    protected virtual bool IsIntact(ReadOnlySpan<byte> page, ulong checksum) => StreamFormat.Checksum(page) == checksum;

    private bool Receive(Stream connection)
    {
        var header = _reader.ReadRecord(out var body);
        switch (header.Kind)
        {
            case RecordKind.RoundStart:
                BeginRound(header);
                break;
            case RecordKind.Data:
                TakeData(header, body);
                break;
            case RecordKind.Zero:
                _zeroPages += header.Count;
                TakeZero(header);
                break;
            case RecordKind.Free:
                _freePages += header.Count;
                TakeZero(header);
                break;
            case RecordKind.End:
                TakeEnd(MemoryMarshal.Read<EndTotals>(body));
                new ReturnMessage(ReturnKind.Complete, "").WriteTo(connection);
                AwaitRelease();
                return false;
            case RecordKind.Abort:
                throw new MigrationException($"the source gave up: {WireText.Decode(body)}");
            default:
                throw _reader.Corrupted($"a record of kind {header.Kind} is not due here");
        }
        _records++;
        return true;
    }

    private void BeginRound(RecordHeader header)
    {
        if (header.FirstPage != (ulong)_rounds + 1 || header.Count > 1 || _isSourceStopped)
            throw _reader.Corrupted($"round {header.FirstPage} follows round {_rounds}");
        _rounds++;
        _isSourceStopped = header.Count == 1;
    }

    private void TakeData(RecordHeader header, ReadOnlySpan<byte> body)
    {
        int block = BlockOf(header);
        var pages = PlaceOf(_blocks[block], header.FirstPage, (int)header.Count);
        _written[block].Set(header.FirstPage, header.Count);
        var checksums = MemoryMarshal.Cast<byte, Le64>(body);
        for (int i = 0; i < checksums.Length; i++)
        {
            // Piece by piece, so that what is summed is still in the cache.
            if (i % PiecePages == 0)
                _reader.Read(pages.Slice(i << PageRun.PageShift, Math.Min(PiecePages, checksums.Length - i) << PageRun.PageShift), "a page");
            var page = pages.Slice(i << PageRun.PageShift, PageRun.PageSize);
            if (!IsIntact(page, checksums[i])) Doubt(block, header.FirstPage + (ulong)i);
            else if (_doubts > 0) _doubts -= _doubtful[block].Clear(header.FirstPage + (ulong)i, 1);
        }
        _dataPages += header.Count;
    }

    private void Doubt(int block, ulong page)
    {
        if (_isSourceStopped)
            throw _reader.Corrupted($"page {page} of RAM block \"{_blocks[block].Name}\" does not fit its checksum");
        if (_doubts == 0) _firstDoubt = _reader.RecordPosition;
        _doubts += _doubtful[block].Set(page, 1);
    }

    private void TakeZero(RecordHeader header)
    {
        int block = BlockOf(header);
        if (_doubts > 0) _doubts -= _doubtful[block].Clear(header.FirstPage, header.Count);
        // Pages that nothing was written to are zero already, and stay without backing.
        foreach (var run in TakeWritten(block, header.FirstPage, header.Count)) MakeZero(_blocks[block], run.First, run.Count);
    }

    private IEnumerable<PageRun> TakeWritten(int block, ulong first, ulong count)
    {
        var written = _written[block];
        ulong end = first + count;
        for (ulong page = first; page < end;)
        {
            int word = written.NextWord((int)(page / 64));
            if (word < 0) yield break;
            page = Math.Max(page, (ulong)word * 64);
            ulong start = page;
            while (page < end && written.Contains(page)) page++;
            if (page > start)
            {
                written.Clear(start, page - start);
                yield return new(start, page - start);
            }
            else
            {
                page++;
            }
        }
    }

    private void TakeEnd(EndTotals totals)
    {
        if (totals.RecordCount != _records || totals.DataPageCount != _dataPages || totals.ZeroPageCount != _zeroPages || totals.FreePageCount != _freePages)
            throw _reader.Corrupted("the totals of the end record do not fit what arrived");
        if (!_isSourceStopped) throw _reader.Corrupted("the stream ends before the guest was stopped");
        if (_doubts > 0)
            throw new MigrationException($"the stream is corrupted: {_doubts} pages, first in the record at position {_firstDoubt}, do not fit their checksums");
    }

    private void AwaitRelease()
    {
        try
        {
            if (_reader.ReadRecord(out var body) is var header && header.Kind != RecordKind.Released)
            {
                throw new MigrationException(header.Kind == RecordKind.Abort
                    ? $"the source gave up: {WireText.Decode(body)}"
                    : $"a record of kind {header.Kind} follows the end record");
            }
        }
        catch (Exception e) when (LinkFailure.Is(e))
        {
            throw new MigrationException($"all is here, but the source has not let go of the guest: {LinkFailure.Describe(e)}", e);
        }
    }

    private int BlockOf(RecordHeader header)
    {
        if (_rounds == 0) throw _reader.Corrupted("pages arrive before the first round");
        if (header.Block >= _blocks.Length)
            throw _reader.Corrupted($"RAM block {header.Block} does not exist, there are {_blocks.Length}");
        ulong pages = _blocks[header.Block].Length >> PageRun.PageShift;
        if (header.FirstPage >= pages || header.Count > pages - header.FirstPage)
            throw _reader.Corrupted($"pages {header.FirstPage}+{header.Count} are not in RAM block \"{_blocks[header.Block].Name}\" of {pages} pages");
        return header.Block;
    }
}
