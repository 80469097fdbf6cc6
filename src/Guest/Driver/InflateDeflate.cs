using Ballast.Guest.Memory;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Driver;

/// <summary>
/// Moves pages between guest and balloon (virtio 1.4, 5.5.6): one array of page frame numbers at a time, and the next
/// only when the device has used it.
/// </summary>
internal sealed class InflateDeflate
{
    /// <summary>The most page frame numbers in one array.</summary>
    public const int Batch = 256;

    private readonly DriverContext _context;
    private readonly ConfigurationReader _configuration;
    private readonly DriverQueue _inflate;
    private readonly DriverQueue _deflate;
    private readonly PageBlock _arrays;
    private readonly List<uint> _balloon = [];
    private List<uint>? _inflating;
    private List<uint>? _deflating;
    private bool _countedEarly;
    private bool _releasedEarly;
    private bool _emptying;
    private bool _isPressed;

    public InflateDeflate(DriverContext context, ConfigurationReader configuration, DriverQueue inflate, DriverQueue deflate, PageBlock arrays)
    {
        _context = context;
        _configuration = configuration;
        _inflate = inflate;
        _deflate = deflate;
        _arrays = arrays;
    }

    /// <summary>Pages in the balloon, acknowledged by the device.</summary>
    public uint Held => (uint)_balloon.Count;

    /// <summary>Whether the target is out of reach for want of memory.</summary>
    public bool IsStarved { get; private set; }

    /// <summary>Whether the device has used every array.</summary>
    public bool IsIdle => _inflating is null && _deflating is null;

    /// <summary>The target may have changed, or memory may have come free.</summary>
    public void Resume()
    {
        IsStarved = _isPressed = false;
        Advance();
    }

    /// <summary>Takes all pages back, whatever the target is.</summary>
    public void Empty()
    {
        _emptying = true;
        IsStarved = false;
        Advance();
    }

    /// <summary>Takes pages back because the guest needs them. Nothing happens while another array is under way.</summary>
    public void DeflateOnOutOfMemory()
    {
        if (!_context.IsResting && _inflating is { Count: > 0 } pages && !_countedEarly && _context.Decisions.MayTakeBackInflating)
        {
            _inflating = [];
            Release(pages);
            return;
        }
        if (!_context.Decisions.MayDeflateOnOutOfMemory(_context.Accepted) || _context.IsResting || !IsIdle || Held == 0) return;
        // Until the target changes, or the balloon and the guest take the same pages from each other for ever.
        _isPressed = true;
        Deflate((int)Math.Min(Held, Batch));
    }

    public void InflateUsed()
    {
        while (_inflate.TryTakeUsed(out var used))
        {
            if (_inflating is not { } pages || !_context.Decisions.IsAcknowledged(used.Length)) continue;
            _inflating = null;
            if (!_countedEarly) _balloon.AddRange(pages);
            WriteActual();
        }
        Advance();
    }

    public void DeflateUsed()
    {
        while (_deflate.TryTakeUsed(out var used))
        {
            if (_deflating is not { } pages || !_context.Decisions.IsAcknowledged(used.Length)) continue;
            _deflating = null;
            if (!_releasedEarly) Release(pages);
            WriteActual();
        }
        Advance();
    }

    /// <summary>Forgets the balloon, after a reset: the pages belong to the guest again.</summary>
    public void Abandon()
    {
        Release(_balloon);
        if (_inflating is not null && !_countedEarly) Release(_inflating);
        if (_deflating is not null && !_releasedEarly) Release(_deflating);
        _balloon.Clear();
        _inflating = _deflating = null;
        _context.Allocator.Free(_arrays);
    }

    private void Advance()
    {
        if (_deflating is not null || IsStarved || (_isPressed && !_emptying)) return;
        if (_inflating is not null && !_countedEarly) return;
        int move = _context.Decisions.Move(_emptying ? 0 : _configuration.NumPages, Held, Batch);
        if (move > 0 && _inflating is null) Inflate(move);
        else if (move < 0) Deflate(-move);
    }

    private void Inflate(int count)
    {
        count = (int)Math.Min((ulong)count, _context.Spare);
        var pages = new List<uint>(count);
        while (pages.Count < count && _context.Allocator.TryAllocate(0, out var page)) pages.Add((uint)page.Frame);
        if (pages.Count == 0)
        {
            IsStarved = true;
            return;
        }
        _inflating = pages;
        _countedEarly = _context.Decisions.MayDeflateBeforeInflateUsed;
        if (Send(_inflate, _arrays.Address, pages))
        {
            if (_countedEarly) _balloon.AddRange(pages);
            return;
        }
        _inflating = null;
        Release(pages);
        IsStarved = true;
    }

    private void Deflate(int count)
    {
        count = Math.Min(count, _balloon.Count);
        var pages = _balloon.GetRange(_balloon.Count - count, count);
        if (!_context.Decisions.AnnouncesDeflate)
        {
            _balloon.RemoveRange(_balloon.Count - count, count);
            Release(pages);
            WriteActual();
            return;
        }
        _deflating = pages;
        if (!Send(_deflate, _arrays.Address + Batch * BalloonMessages.FrameNumberSize, pages))
        {
            _deflating = null;
            IsStarved = true;
            return;
        }
        _balloon.RemoveRange(_balloon.Count - count, count);
        _releasedEarly = _context.Decisions.MayReuseBeforeUsed(_context.Accepted);
        if (_releasedEarly) Release(pages);
    }

    private bool Send(DriverQueue queue, ulong address, List<uint> pages)
    {
        byte[] array = _context.Decisions.FrameArray(_context.ByteOrder, pages);
        _context.Memory.TryWrite(address, array);
        if (!queue.TryAdd(new Virtio.Rings.Buffer(_context.Decisions.DeviceAddress(address), (uint)array.Length, IsDeviceWritable: false), pages)) return false;
        queue.Notify();
        return true;
    }

    private void Release(List<uint> pages)
    {
        foreach (uint frame in pages)
        {
            if (_context.Decisions.FillsWithPoison(_context.Accepted)) _context.Fill(new(frame, 0), _context.Options.PoisonValue);
            _context.Allocator.Free(new PageRun(frame, 1));
        }
    }

    private void WriteActual()
    {
        if (_context.Decisions.Actual(Held) is { } actual) _configuration.WriteActual(actual);
    }
}
