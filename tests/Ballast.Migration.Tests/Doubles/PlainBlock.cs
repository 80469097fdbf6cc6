using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Migration.Tests.Doubles;

/// <summary>A RAM block in native memory that notes which pages were reached and discarded.</summary>
internal sealed unsafe class PlainBlock(string name, ulong ramOffset, ulong guestAddress, ulong length) : IRamBlock, IDisposable
{
    private readonly byte* _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)length, PageRun.PageSize);

    public PlainBlock Zeroed()
    {
        NativeMemory.Clear(_bytes, (nuint)length);
        return this;
    }

    public string Name => name;

    public ulong RamOffset => ramOffset;

    public ulong GuestAddress => guestAddress;

    public ulong Length => length;

    public IDirtyLog DirtyLog { get; } = new PlainDirtyLog(length >> PageRun.PageShift);

    public HashSet<ulong> Touched { get; } = [];

    public List<PageRun> Discarded { get; } = [];

    public Span<byte> Bytes(ulong offset, int count)
    {
        for (ulong page = offset >> PageRun.PageShift; page << PageRun.PageShift < offset + (ulong)count; page++) Touched.Add(page);
        return Raw(offset, count);
    }

    public Span<byte> Raw(ulong offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)count, length - offset);
        return new(_bytes + offset, count);
    }

    public void Discard(ulong offset, ulong count)
    {
        Assert.That(offset % PageRun.PageSize + count % PageRun.PageSize, Is.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length - offset);
        NativeMemory.Clear(_bytes + offset, (nuint)count);
        Discarded.Add(new(offset >> PageRun.PageShift, count >> PageRun.PageShift));
    }

    public void Dispose() => NativeMemory.AlignedFree(_bytes);
}
