using System.Runtime.InteropServices;
using Ballast.Guest.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;
using Ballast.Virtio.Wire;

namespace Ballast.Guest.Driver;

/// <summary>What the parts of a driver share.</summary>
internal sealed class DriverContext(
    GuestMemory memory, PageAllocator allocator, ITransport transport, BalloonDriverOptions options, DriverDecisions decisions, ITraceSink? trace)
{
    private const int MostViolations = 64;

    private readonly List<Violation> _violations = [];

    public GuestMemory Memory => memory;

    public PageAllocator Allocator => allocator;

    public ITransport Transport => transport;

    public BalloonDriverOptions Options => options;

    public DriverDecisions Decisions => decisions;

    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>The features of the device that is driven now.</summary>
    public FeatureSet Accepted { get; set; }

    /// <summary>Whether the device is driven through the legacy interface.</summary>
    public bool IsLegacy { get; set; }

    /// <summary>Byte order of what driver and device share in memory: the guest's on the legacy interface (virtio 1.4, 2.4.3).</summary>
    public ByteOrder ByteOrder => IsLegacy ? options.ByteOrder : ByteOrder.Little;

    /// <summary>Whether queues and configuration are left alone, because the device is suspended or about to be.</summary>
    public bool IsResting { get; set; }

    /// <summary>Pages that are neither ballooned nor hinted.</summary>
    public ulong KeepFree { get; } = options.KeepFree ?? Math.Min(4096, allocator.TotalPageCount / 256);

    /// <summary>How many pages may be taken from the guest now.</summary>
    public ulong Spare => allocator.FreePageCount > KeepFree ? allocator.FreePageCount - KeepFree : 0;

    /// <summary>Notes what the device did against a rule. A device that goes on and on is noted no more.</summary>
    public void Refuse(Violation violation)
    {
        if (_violations.Count == MostViolations) return;
        _violations.Add(violation);
        trace?.Record(new Refused(TraceActor.Driver, violation));
    }

    /// <summary>The driver's own memory: zeroed, and never reported as free.</summary>
    public bool TryAllocate(ulong bytes, out PageBlock block)
    {
        if (bytes > (ulong)PageRun.PageSize << PageBlock.MaximumOrder || !allocator.TryAllocate(PageBlock.OrderOf(bytes), out block))
        {
            block = default;
            return false;
        }
        Clear(block);
        return true;
    }

    /// <summary>Writes zeros to a block.</summary>
    public void Clear(PageBlock block) => Fill(block, 0);

    /// <summary>Writes a value all over a block.</summary>
    public void Fill(PageBlock block, uint value)
    {
        Span<byte> page = stackalloc byte[PageRun.PageSize];
        MemoryMarshal.Cast<byte, Le32>(page).Fill(value);
        for (ulong i = 0; i < block.Pages; i++) memory.TryWrite(block.Address + i * PageRun.PageSize, page);
    }
}
