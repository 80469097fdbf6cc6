using Ballast.Migration.Bitmaps;
using Ballast.Migration.Wire;
using Ballast.Virtio.Memory;

namespace Ballast.Migration;

public partial class MigrationSource
{
    /// <summary>Pages in one data record: what was summed is still in the cache when it is sent, and calls are few.</summary>
    private const int RunPages = StreamFormat.MaxDataPages;

    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(100);

    private readonly List<PageRun> _sentData = [], _sentZero = [];
    private readonly byte[] _copy = new byte[PageRun.PageSize];
    private byte[]? _copies;
    private int _runBlock;
    private PageRun _data, _zero;
    private ulong _paid, _handled, _roundDirty;
    private TimeSpan _linkTime, _told;

    /// <summary>Whether a page is sent as zero.</summary>
    protected virtual bool IsZero(ReadOnlySpan<byte> page) => ZeroPage.IsZero(page);

    /// <summary>Sends pages of a block with their content.</summary>
    protected virtual void SendData(int block, ulong firstPage, int count) =>
        _writer.Data(block, PagesToSend(block, firstPage, count), firstPage);

    /// <summary>Says that pages of a block are zero.</summary>
    protected virtual void SendZero(int block, ulong firstPage, ulong count) => _writer.Zero(block, firstPage, count);

    private void Send(int block, ulong first, int count)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (block != _runBlock) FlushRuns();
        _runBlock = block;
        var bytes = ram.Blocks[block].Bytes(first << PageRun.PageShift, count << PageRun.PageShift);
        if (ram.Blocks[block].DirtyLog is ISentPages log) SendCopies(log, first, bytes);
        else SendPages(first, bytes);
    }

    private void SendPages(ulong page, ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[PageRun.PageSize..], page++)
        {
            if (IsZero(bytes[..PageRun.PageSize])) AddZero(page);
            else AddData(page);
        }
    }

    // The guest may write at any moment: what is looked at, sent and told to the log must be the same bytes.
    private void SendCopies(ISentPages log, ulong page, ReadOnlySpan<byte> bytes)
    {
        _copies ??= GC.AllocateUninitializedArray<byte>(RunPages << PageRun.PageShift, pinned: true);
        for (; !bytes.IsEmpty; bytes = bytes[PageRun.PageSize..], page++)
        {
            bytes[..PageRun.PageSize].CopyTo(_copy);
            log.Sent(page << PageRun.PageShift, _copy);
            if (IsZero(_copy))
            {
                AddZero(page);
                continue;
            }
            AddData(page);
            _copy.CopyTo(_copies.AsSpan((int)(page - _data.First) << PageRun.PageShift));
        }
    }

    private ReadOnlySpan<byte> PagesToSend(int block, ulong firstPage, int count) => ram.Blocks[block].DirtyLog is ISentPages
        ? _copies.AsSpan(0, count << PageRun.PageShift)
        : ram.Blocks[block].Bytes(firstPage << PageRun.PageShift, count << PageRun.PageShift);

    private void AddData(ulong page)
    {
        if (_data.Count == RunPages || (_data.Count > 0 && page != _data.End)) FlushData();
        _data = _data.Count == 0 ? new(page, 1) : _data with { Count = _data.Count + 1 };
    }

    private void AddZero(ulong page)
    {
        if (_zero.Count > 0 && page != _zero.End) FlushZero();
        _zero = _zero.Count == 0 ? new(page, 1) : _zero with { Count = _zero.Count + 1 };
    }

    private void FlushRuns()
    {
        FlushData();
        FlushZero();
    }

    private void FlushData()
    {
        if (_data.Count == 0) return;
        long start = options.Time.GetTimestamp();
        SendData(_runBlock, _data.First, (int)_data.Count);
        Keep(_sentData, _data);
        _data = default;
        Pay(start);
    }

    private void FlushZero()
    {
        if (_zero.Count == 0) return;
        long start = options.Time.GetTimestamp();
        SendZero(_runBlock, _zero.First, _zero.Count);
        Keep(_sentZero, _zero);
        _zero = default;
        Pay(start);
    }

    private void Flush()
    {
        long start = options.Time.GetTimestamp();
        _writer.Flush();
        Pay(start);
    }

    private void Pay(long start)
    {
        if (_returnPath.Failure is { } failure) throw new MigrationException(failure);
        _pacer?.Spend(_writer.Position - _paid, _cancellation);
        _paid = _writer.Position;
        _linkTime += options.Time.GetElapsedTime(start);
        if (options.Progress is not null && options.Time.GetElapsedTime(_started) - _told >= TellEvery) Tell();
    }

    private void Keep(List<PageRun> kept, PageRun run)
    {
        _handled += run.Count;
        if (options.KeepPages) kept.Add(run with { First = (ram.Blocks[_runBlock].RamOffset >> PageRun.PageShift) + run.First });
    }

    private PageSet? TakeSent(List<PageRun> kept)
    {
        if (!options.KeepPages) return null;
        var pages = PageSet.Of(kept);
        kept.Clear();
        return pages;
    }

    private void BeginRound()
    {
        _roundDirty = BitmapPages();
        _handled = 0;
        _writer.RoundStart(_round, _isStopped);
    }

    private void Tell()
    {
        if (options.Progress is not { } progress) return;
        _told = options.Time.GetElapsedTime(_started);
        ulong remaining = _roundDirty > _handled ? _roundDirty - _handled : 0;
        progress.Report(new(_round, _writer.Position, remaining, _told > TimeSpan.Zero ? _writer.Position / _told.TotalSeconds : 0));
    }

    private void ResetSending()
    {
        _rounds.Clear();
        _sentData.Clear();
        _sentZero.Clear();
        (_round, _runBlock, _data, _zero) = (0, 0, default, default);
        (_paid, _handled, _linkTime, _told) = (0, 0, default, default);
    }
}
