using Ballast.Guest.Memory;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Scheduling;

namespace Ballast.Guest.Driver;

/// <summary>Hints free pages to the device and keeps them until it is done with them (virtio 1.4, 5.5.6.5).</summary>
internal sealed class HintReporter
{
    private const int BlocksPerTurn = 64;

    private readonly DriverContext _context;
    private readonly ConfigurationReader _configuration;
    private readonly DriverQueue _queue;
    private readonly IEventLoop _loop;
    private readonly PageBlock _page;
    private readonly List<PageBlock> _hinted = [];
    private readonly Stack<int> _slots = new();
    private readonly Queue<CommandId> _commands = new();
    private HintRound _round = HintRound.None;
    private bool _turnPosted;
    private bool _released;
    private int _order = PageBlock.MaximumOrder;

    public HintReporter(DriverContext context, ConfigurationReader configuration, DriverQueue queue, IEventLoop loop, PageBlock page)
    {
        _context = context;
        _configuration = configuration;
        _queue = queue;
        _loop = loop;
        _page = page;
        // One slot for each command that the queue can hold, so that none is rewritten while the device may read it.
        for (int slot = (int)Math.Min(page.Length / BalloonMessages.CommandSize, (uint)queue.Size) - 1; slot >= 0; slot--) _slots.Push(slot);
    }

    /// <summary>The round under way, or the last one.</summary>
    public HintRound Round => _round;

    /// <summary>Pages that were hinted and are kept.</summary>
    public ulong HintedPages { get; private set; }

    /// <summary>Set from any thread when the configuration has changed: looked at between blocks.</summary>
    public volatile bool ConfigurationChanged;

    /// <summary>Reads the command id, and does what it says.</summary>
    public void Configured()
    {
        ConfigurationChanged = false;
        var shown = _configuration.FreePageHintCommandId;
        var before = _round;
        _round = _context.Decisions.Next(before, shown);
        bool isNew = _round.IsOpen && (!before.IsOpen || _round.Active != before.Active);
        if (before.IsOpen && (isNew || !_round.IsOpen)) End(before.Active);
        if (_context.Decisions.ReleasesHinted(shown)) ReleaseAll();
        if (isNew)
        {
            foreach (var id in _context.Decisions.Opening(shown)) _commands.Enqueue(id);
            _order = PageBlock.MaximumOrder;
        }
        Turn();
    }

    /// <summary>Buffers came back: the ring has room again.</summary>
    public void Used()
    {
        while (_queue.TryTakeUsed(out var used))
        {
            // The length says nothing here; blocks carry no token, as they may have been taken back already.
            if (used.Token is int slot) _slots.Push(slot);
        }
        Turn();
    }

    /// <summary>Takes hinted pages back before DONE, because the guest needs them.</summary>
    /// <returns>How many pages were freed.</returns>
    // driver.balloon.hinting.7: also while the device has not used the descriptor yet.
    public ulong Shrink(ulong pages)
    {
        ulong freed = 0;
        while (freed < pages && _hinted.Count > 0)
        {
            var block = _hinted[^1];
            _hinted.RemoveAt(_hinted.Count - 1);
            HintedPages -= block.Pages;
            if (_context.Decisions.InitialisesTakenBack) _context.Clear(block);
            _context.Allocator.Free(block);
            freed += block.Pages;
        }
        if (freed > 0 && _round.IsOpen)
        {
            // Under pressure nothing more is offered, or guest and driver take the same pages from each other for ever.
            _round = _round.Exhausted();
            End(_round.Active);
            Turn();
        }
        return freed;
    }

    /// <summary>Forgets everything, after a reset.</summary>
    public void Abandon()
    {
        _released = true;
        ReleaseAll();
        _context.Allocator.Free(_page);
    }

    private void End(CommandId round)
    {
        // Commands of a round that the device has not seen are not worth sending; what it has seen must be ended.
        while (_commands.Count > 2) _commands.Dequeue();
        foreach (var id in _context.Decisions.Ending(round)) _commands.Enqueue(id);
    }

    private void Turn()
    {
        if (_released || _context.IsResting) return;
        SendCommands();
        if (_round.IsOpen && _commands.Count == 0) OfferBlocks();
        _queue.Notify();
    }

    private void SendCommands()
    {
        while (_commands.TryPeek(out var id) && _slots.TryPop(out int slot))
        {
            ulong address = _page.Address + (ulong)slot * BalloonMessages.CommandSize;
            _context.Memory.TryWrite(address, BalloonMessages.Command(id, _context.Decisions.CommandByteOrder(_context.ByteOrder)));
            if (!_queue.TryAdd(new Virtio.Rings.Buffer(address, _context.Decisions.CommandBytes, IsDeviceWritable: false), slot))
            {
                _slots.Push(slot);
                return;
            }
            _commands.Dequeue();
        }
    }

    private void OfferBlocks()
    {
        for (int blocks = 0; blocks < BlocksPerTurn; blocks++)
        {
            // One descriptor is kept for the command that ends the round.
            if (_queue.FreeDescriptors < 2) return;
            if (ConfigurationChanged && ShownIdEndsRound()) return;
            if (!TryTakeBlock(out var block))
            {
                _round = _round.Exhausted();
                End(_round.Active);
                SendCommands();
                return;
            }
            _queue.TryAdd(new Virtio.Rings.Buffer(block.Address, block.Length, IsDeviceWritable: true), null);
            _hinted.Add(block);
            HintedPages += block.Pages;
        }
        PostTurn();
    }

    // driver.balloon.hinting.5. The notification that is on its way handles the new id itself.
    private bool ShownIdEndsRound() => _context.Decisions.StopsOffering(_round.Active, _configuration.FreePageHintCommandId);

    private bool TryTakeBlock(out PageBlock block)
    {
        for (; _order >= _context.Options.MinimumHintOrder; _order--)
        {
            if (_context.Spare >= 1UL << _order && _context.Allocator.TryAllocate(_order, out block)) return true;
        }
        block = default;
        return false;
    }

    private void PostTurn()
    {
        if (_turnPosted) return;
        _turnPosted = true;
        _loop.Post(() =>
        {
            _turnPosted = false;
            Turn();
        });
    }

    private void ReleaseAll()
    {
        foreach (var block in _hinted) _context.Allocator.Free(block);
        _hinted.Clear();
        HintedPages = 0;
    }
}
