using Ballast.Guest.Memory;
using Ballast.Virtio.Scheduling;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Guest.Driver;

/// <summary>
/// Reports free memory (virtio 1.4, 5.5.6.7): takes large free blocks out of the allocator, names them in one buffer, and
/// gives them back when the device has used it. A block is reported once, until somebody has used it.
/// </summary>
internal sealed class PageReporter
{
    private const uint Touched = 0x70757421;

    private readonly DriverContext _context;
    private readonly DriverQueue _queue;
    private readonly IEventLoop _loop;
    private readonly List<PageBlock> _isolated = [];
    // Numbers of pieces of the smallest order that is reported.
    private readonly HashSet<ulong> _reported = [];
    private bool _isOutstanding;
    private bool _turnPosted;
    private bool _released;

    public PageReporter(DriverContext context, DriverQueue queue, IEventLoop loop)
    {
        _context = context;
        _queue = queue;
        _loop = loop;
        context.Allocator.Taken += Forget;
        context.Allocator.Freed += PostTurn;
    }

    // driver.balloon.reporting.4: any time after DRIVER_OK, and not before.
    /// <summary>Begins to report.</summary>
    public void Start() => Turn();

    /// <summary>The device has used the report: its blocks may be used again.</summary>
    public void Used()
    {
        while (_queue.TryTakeUsed(out _))
        {
            _isOutstanding = false;
            if (_context.Decisions.TouchesReported)
            {
                foreach (var block in _isolated) _context.Fill(block, Touched);
            }
            foreach (var block in GiveBack()) _reported.UnionWith(Pieces(block));
        }
        Turn();
    }

    /// <summary>Forgets everything, after a reset.</summary>
    public void Abandon()
    {
        _released = true;
        _context.Allocator.Taken -= Forget;
        _context.Allocator.Freed -= PostTurn;
        GiveBack();
    }

    private int Order => _context.Options.MinimumReportOrder;

    private void Turn()
    {
        if (_context.IsResting || _released || _isOutstanding) return;
        int most = Math.Min(_context.Options.BlocksPerReport, _queue.FreeDescriptors);
        // While a report is under way the guest has to do with the rest.
        ulong budget = _context.Spare / 2;
        var free = _context.Allocator.FreeBlocks().TakeWhile(b => b.Order >= Order).Where(b => !IsReported(b));
        foreach (var block in _context.Decisions.Reportable(free).Take(most).ToList())
        {
            if (block.Pages > budget || !_context.Allocator.TryTake(block)) continue;
            budget -= block.Pages;
            _isolated.Add(block);
        }
        if (_isolated.Count > 0) Report();
    }

    private void Report()
    {
        if (_context.Decisions.FillsReported(_context.Accepted))
        {
            foreach (var block in _isolated) _context.Fill(block, _context.Options.PoisonValue);
        }
        // The specification gives no direction. Linux, which was first, describes the blocks as device-writable.
        Buffer[] buffers = [.. _isolated.Select(b => new Buffer(b.Address, b.Length, IsDeviceWritable: true))];
        if (!_queue.TryAdd(buffers, null))
        {
            GiveBack();
            return;
        }
        _isOutstanding = true;
        _queue.Notify();
        if (!_context.Decisions.MayUseBeforeReportUsed) return;
        foreach (var block in GiveBack()) _reported.UnionWith(Pieces(block));
    }

    private List<PageBlock> GiveBack()
    {
        var blocks = _isolated.ToList();
        _isolated.Clear();
        foreach (var block in blocks) _context.Allocator.Free(block);
        return blocks;
    }

    private bool IsReported(PageBlock block) => Pieces(block).All(_reported.Contains);

    private void Forget(PageBlock block) => _reported.ExceptWith(Pieces(block));

    private IEnumerable<ulong> Pieces(PageBlock block)
    {
        for (ulong piece = block.Frame >> Order; piece << Order < block.Run.End; piece++) yield return piece;
    }

    private void PostTurn()
    {
        if (_turnPosted || _released || _isOutstanding) return;
        _turnPosted = true;
        Ticker.Next(_loop, _context.Options.ReportDelay, () =>
        {
            _turnPosted = false;
            Turn();
        });
    }
}
