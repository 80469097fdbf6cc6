using System.Diagnostics.CodeAnalysis;
using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Guest.Driver;

/// <summary>A queue with its memory and its place on the transport. A device that breaks it loses it until the next reset.</summary>
internal sealed partial class DriverQueue
{
    private const int MostViolations = 16;
    private const int Tables = 16;
    private const int TableEntries = 8;

    // What PCI takes for granted: a legacy queue is told as the number of a page.
    private const uint LegacyAlignment = PageRun.PageSize;

    private readonly DriverContext _context;
    private IDriverQueue _ring;
    private PageBlock _block;
    private int _violations;

    private DriverQueue(DriverContext context, int index, BalloonQueue? role, PageBlock block, IDriverQueue ring)
    {
        _context = context;
        _block = block;
        _ring = ring;
        Index = index;
        Role = role;
    }

    public int Index { get; }

    public BalloonQueue? Role { get; }

    public int Size => _ring.Addresses.Size;

    public int FreeDescriptors => IsBroken || IsResetting ? 0 : _ring.FreeDescriptors;

    public int Outstanding => _ring.Outstanding;

    /// <summary>Whether the device shows a chain as used that was not taken yet.</summary>
    public bool HasUsed => _ring.HasUsed;

    public bool IsBroken => _violations >= MostViolations;

    /// <summary>Allocates, configures and enables a queue.</summary>
    /// <returns>Null with a reason when the device has no such queue or there is no memory for it.</returns>
    public static DriverQueue? TrySetUp(DriverContext context, int index, BalloonQueue? role, ushort largest, out string? reason)
    {
        if (context.IsLegacy) return TrySetUpLegacy(context, index, role, largest, out reason);
        reason = null;
        var options = RingOptions.For(context.Accepted);
        ushort size = RingLayout.LargestSize(Math.Min(context.Transport.MaximumQueueSize(index), largest), options);
        if (size == 0)
        {
            reason = $"the device has no queue {index}";
            return null;
        }
        if (!TryMake(context, index, size, options, out var block, out var ring, out reason)) return null;
        var queue = new DriverQueue(context, index, role, block, ring);
        context.Transport.ConfigureQueue(index, queue._ring.Addresses);
        context.Transport.EnableQueue(index);
        return queue;
    }

    // A legacy device says the size, and computes where the parts lie from one address.
    private static DriverQueue? TrySetUpLegacy(DriverContext context, int index, BalloonQueue? role, ushort preferred, out string? reason)
    {
        reason = null;
        ushort size = context.Decisions.LegacyQueueSize(() => context.Transport.MaximumQueueSize(index), preferred);
        if (!SplitLayout.IsValidSize(size)) reason = size == 0 ? $"the device has no queue {index}" : $"queue {index} has {size} entries, which is no power of two";
        if (reason is not null) return null;
        if (!context.TryAllocate(context.Decisions.LegacyQueueBytes(size, LegacyAlignment), out var block))
        {
            reason = $"no memory for queue {index}";
            return null;
        }
        var options = RingOptions.For(context.Accepted, context.ByteOrder);
        var ring = context.Decisions.MakeRing(context.Memory, context.Decisions.LegacyLayout(block.Address, size, LegacyAlignment), options);
        var queue = new DriverQueue(context, index, role, block, ring);
        context.Transport.ConfigureLegacyQueue(index, block.Address, LegacyAlignment);
        return queue;
    }

    public bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token)
    {
        if (IsBroken || IsResetting || !_ring.TryAdd(_context.Decisions.Arrange(buffers), token, out ushort head, indirect: buffers.Length > 1)) return false;
        Remember(head, buffers, token);
        return true;
    }

    public bool TryAdd(Buffer buffer, object? token) => TryAdd([buffer], token);

    /// <summary>Tells the device of what was added, unless it does not want to be told.</summary>
    public void Notify()
    {
        if (IsBroken || IsResetting || !_ring.ShouldNotifyDevice()) return;
        _context.Transport.Notify(Index, _context.Accepted.Has(Feature.NotificationData) ? _ring.NextNotification(Index) : null);
    }

    /// <summary>Takes a chain that came back. What the device broke is noted and passed over.</summary>
    public bool TryTakeUsed(out UsedBuffer used)
    {
        while (!IsBroken && !IsResetting)
        {
            if (_ring.TryTakeUsed(out used, out var violation))
            {
                _sent.Remove(used.Head);
                return true;
            }
            if (violation is null) return false;
            Note(violation);
        }
        used = default;
        return false;
    }

    /// <summary>Notes a fault of the device on this queue.</summary>
    public void Note(Violation violation)
    {
        // The same index stays wrong at each look: once is enough in the trace.
        if (++_violations == 1 || _context.Violations.Count == 0 || _context.Violations[^1] != violation) _context.Refuse(violation);
    }

    /// <summary>Gives the queue's memory back, after a reset.</summary>
    public void Release() => _context.Allocator.Free(_block);

    private static bool TryMake(
        DriverContext context, int index, ushort size, RingOptions options, out PageBlock block, [NotNullWhen(true)] out IDriverQueue? ring,
        [NotNullWhen(false)] out string? reason)
    {
        (ring, reason) = (null, null);
        RingLayout.At(0, size, options, out ulong bytes);
        ulong tables = (bytes + 15) & ~15UL;
        bool hasTables = context.Decisions.UsesTables(options);
        if (!context.TryAllocate(hasTables ? tables + IndirectTables.Bytes(Tables, TableEntries) : bytes, out block))
        {
            reason = $"no memory for queue {index}";
            return false;
        }
        ring = context.Decisions.MakeRing(context.Memory, context.Decisions.Place(RingLayout.At(block.Address, size, options, out _)), options);
        if (hasTables) ring.IndirectTables = new(block.Address + tables, Tables, TableEntries);
        return true;
    }
}
