using System.Numerics;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Migration;

public partial class MigrationSource
{
    private readonly List<RoundStatistics> _rounds = [];
    private int _round;

    /// <summary>
    /// The bulk stage, then what was dirtied meanwhile, until the rest fits into the downtime limit or the rounds are used
    /// up; then the guest is stopped and the last round sent.
    /// </summary>
    protected virtual void SendRounds()
    {
        OpenHints();
        bool isLast;
        do
        {
            StopHints();
            SendDropped();
            isLast = _round > 0 && IsTimeToSwitch(_round, MarkedPages());
            _round++;
            if (isLast) StopGuest();
            ulong dirty = SynchroniseAll(_round);
            if (isLast) Record(new Switchover(dirty));
            else StartHints();
            SendRound(dirty);
        }
        while (!isLast);
    }

    /// <summary>Whether the guest is to be stopped now.</summary>
    /// <param name="rounds">Rounds up to now.</param>
    /// <param name="dirtyPages">Pages that were dirtied in the last one.</param>
    protected virtual bool IsTimeToSwitch(int rounds, ulong dirtyPages) =>
        rounds >= options.MaxRounds || ExpectedDowntime(dirtyPages) <= options.DowntimeLimit;

    private TimeSpan ExpectedDowntime(ulong pages)
    {
        double seconds = pages * (double)PageRun.PageSize / Bandwidth();
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    }

    private double Bandwidth()
    {
        double measured = _linkTime > TimeSpan.Zero ? _writer.Position / _linkTime.TotalSeconds : double.PositiveInfinity;
        return options.BandwidthLimit is { } limit ? Math.Min(limit, measured) : measured;
    }

    private void SendRound(ulong dirty)
    {
        Record(new RoundStarted(_round, dirty));
        long start = options.Time.GetTimestamp();
        ulong data = _writer.DataPages, zero = _writer.ZeroPages, bytes = _writer.Position;
        BeginRound();
        for (int i = 0; i < _bitmaps.Length; i++) SendBlock(i);
        FlushRuns();
        Flush();
        data = _writer.DataPages - data;
        zero = _writer.ZeroPages - zero;
        _rounds.Add(new(_round, dirty, data, zero, _writer.Position - bytes, options.Time.GetElapsedTime(start)));
        Record(new RoundEnded(_round, data, zero, TakeSent(_sentData), TakeSent(_sentZero)));
        Tell();
    }

    private void SendBlock(int block)
    {
        var bitmap = _bitmaps[block];
        for (int word = bitmap.NextWord(0); word >= 0; word = bitmap.NextWord(word + 1))
            ForEachRun(bitmap.Take(word), (ulong)word * 64, block);
    }

    private void ForEachRun(ulong bits, ulong firstPage, int block)
    {
        while (bits != 0)
        {
            int first = BitOperations.TrailingZeroCount(bits);
            int count = BitOperations.TrailingZeroCount(~(bits >> first));
            Send(block, firstPage + (ulong)first, count);
            bits = first + count == 64 ? 0 : bits & ulong.MaxValue << first + count;
        }
    }

    // migration.filter.5: a page that was sent and then dropped reads as zero at the destination.
    private void SendDropped()
    {
        if (_round < 2) return;
        for (int i = 0; i < _dropped.Length; i++)
        {
            var bitmap = _dropped[i];
            var run = new PageRun(0, 0);
            for (int word = bitmap.NextWord(0); word >= 0; word = bitmap.NextWord(word + 1))
            {
                for (ulong bits = bitmap.Take(word); bits != 0; bits &= bits - 1)
                {
                    ulong page = (ulong)word * 64 + (ulong)BitOperations.TrailingZeroCount(bits);
                    if (page == run.End && run.Count > 0)
                    {
                        run = run with { Count = run.Count + 1 };
                        continue;
                    }
                    if (run.Count > 0) _writer.Free(i, run.First, run.Count);
                    run = new(page, 1);
                }
            }
            if (run.Count > 0) _writer.Free(i, run.First, run.Count);
        }
    }
}
