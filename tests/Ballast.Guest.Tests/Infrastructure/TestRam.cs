using System.Runtime.InteropServices;
using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Guest.Tests.Infrastructure;

/// <summary>RAM in this process, and which of its pages were written since last asked.</summary>
internal sealed unsafe class TestRam : IWriteObserver, IDisposable
{
    private readonly List<nint> _allocations = [];
    private readonly HashSet<ulong> _written = [];

    public TestRam(params PhysicalRange[] ranges)
    {
        Ranges = ranges;
        Memory = new(ranges.Select(Map), this);
    }

    public static TestRam OfMiB(ulong low, ulong high = 0) => high == 0
        ? new(new PhysicalRange(0, low << 20))
        : new(new PhysicalRange(0, low << 20), new PhysicalRange(1UL << 32, high << 20));

    public IReadOnlyList<PhysicalRange> Ranges { get; }

    public GuestMemory Memory { get; }

    public ulong WriteCount { get; private set; }

    public bool KeepsPages { get; set; } = true;

    public PageSet TakeWritten()
    {
        var pages = PageSet.Of(_written.Select(p => new PageRun(p, 1)));
        _written.Clear();
        return pages;
    }

    public void Written(ulong guestAddress, ulong length)
    {
        WriteCount++;
        if (!KeepsPages || length == 0) return;
        for (ulong page = guestAddress >> 12; page <= (guestAddress + length - 1) >> 12; page++) _written.Add(page);
    }

    public void Dispose()
    {
        foreach (nint allocation in _allocations) NativeMemory.Free((void*)allocation);
    }

    private MemoryRegion Map(PhysicalRange range)
    {
        nint at = (nint)NativeMemory.AllocZeroed((nuint)range.Length);
        _allocations.Add(at);
        return new(range.GuestAddress, range.Length, at);
    }
}
