using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Benchmarks;

/// <summary>One block of native RAM, all of it always dirty once: what a full migration sends.</summary>
internal sealed unsafe class BenchmarkRam : IRam, IRamBlock, IDirtyLog, IMigratedGuest
{
    private readonly byte* _bytes;
    private bool _isMarked;

    public BenchmarkRam(ulong length)
    {
        Length = length;
        _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)length, PageRun.PageSize);
    }

    public string Name => "ram";

    public ulong RamOffset => 0;

    public ulong Length { get; }

    public ulong Size => Length;

    public IReadOnlyList<IRamBlock> Blocks => [this];

    public IDirtyLog DirtyLog => this;

    public bool IsLogging { get; private set; }

    public bool IsRunning { get; private set; } = true;

    public Span<byte> Bytes(ulong offset, int length) => new(_bytes + offset, length);

    // The destination's RAM was touched before, so that page faults are not what is measured.
    public void Discard(ulong offset, ulong length) { }

    public bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous)
    {
        (block, offset, contiguous) = guestAddress < Length ? (this, guestAddress, Length - guestAddress) : (null, 0ul, 0ul);
        return block is not null;
    }

    public void Fill(int seed)
    {
        var random = new Random(seed);
        for (ulong offset = 0; offset < Length; offset += 1 << 20) random.NextBytes(Bytes(offset, 1 << 20));
    }

    public void MarkAll() => _isMarked = true;

    void IDirtyLog.Start() => IsLogging = true;

    void IDirtyLog.Stop() => (IsLogging, _isMarked) = (false, false);

    void IMigratedGuest.Stop() => IsRunning = false;

    public void Resume() => IsRunning = true;

    public void MarkWritten(ulong offset, ulong length, DirtyClient by) { }

    public ulong ClearFree(ulong firstPage, ReadOnlySpan<ulong> free) => 0;

    public ulong CountMarked() => _isMarked ? Length >> PageRun.PageShift : 0;

    public ulong Synchronise(Span<ulong> migrationBitmap)
    {
        ulong moved = CountMarked();
        if (_isMarked) migrationBitmap.Fill(ulong.MaxValue);
        _isMarked = false;
        return moved;
    }

    public void Free() => NativeMemory.AlignedFree(_bytes);
}
