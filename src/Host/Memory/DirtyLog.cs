using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ballast.Virtio.Memory;

namespace Ballast.Host.Memory;

/// <summary>
/// The dirty log of a block: a plane of set-up marks and a plane of write marks, one bit for each page in each. Writers touch
/// the second alone and take no lock; what a migration does to the first is serialised.
/// </summary>
public sealed unsafe class DirtyLog : IDirtyLog, IDisposable
{
    private const int BitsPerWord = 64;

    private readonly Lock _setUpGate = new();
    private readonly ulong _pages;
    private readonly nuint _words;
    private ulong* _setUp;
    private ulong* _written;
    private volatile bool _logging;

    // Whether the plane may hold a mark at all: most of the time one of them is empty and need not be looked at.
    private bool _anySetUp;
    private volatile bool _anyWritten;

    /// <summary>A log without marks that is not logging.</summary>
    /// <param name="length">Bytes of the block, whole pages.</param>
    public DirtyLog(ulong length)
    {
        _pages = length >> PageRun.PageShift;
        _words = (nuint)((_pages + BitsPerWord - 1) / BitsPerWord);
        _setUp = (ulong*)NativeMemory.AllocZeroed(_words, sizeof(ulong));
        _written = (ulong*)NativeMemory.AllocZeroed(_words, sizeof(ulong));
    }

    /// <inheritdoc/>
    public bool IsLogging => _logging;

    /// <summary>Words of a bitmap that has one bit for each page of the block.</summary>
    public int Words => (int)_words;

    /// <inheritdoc/>
    public void Start()
    {
        lock (_setUpGate)
        {
            ClearWritten();
            _logging = true;
        }
        // Whoever wrote before this point and did not see the log is sent with what it wrote, since sending begins later.
        Interlocked.MemoryBarrier();
    }

    /// <inheritdoc/>
    public void Stop()
    {
        lock (_setUpGate)
        {
            _logging = false;
            ClearWritten();
            if (_anySetUp) NativeMemory.Clear(_setUp, _words * sizeof(ulong));
            _anySetUp = false;
        }
    }

    /// <inheritdoc/>
    public void MarkAll()
    {
        if (_words == 0) return;
        lock (_setUpGate)
        {
            NativeMemory.Fill(_setUp, _words * sizeof(ulong), 0xff);
            _setUp[_words - 1] = LastWord;
            _anySetUp = true;
        }
    }

    /// <inheritdoc/>
    public void MarkWritten(ulong offset, ulong length, DirtyClient by)
    {
        // The bytes must be visible before the marks are looked at: a mark that is found set may be taken away at once by a
        // synchronisation, and the page is then read.
        Interlocked.MemoryBarrier();
        ulong size = _pages << PageRun.PageShift;
        if (!_logging || length == 0 || offset >= size) return;
        ulong first = offset >> PageRun.PageShift;
        ulong last = (Math.Min(length, size - offset) - 1 + offset) >> PageRun.PageShift;
        for (ulong word = first / BitsPerWord; word <= last / BitsPerWord; word++)
        {
            ulong mask = ulong.MaxValue;
            if (word == first / BitsPerWord) mask &= ulong.MaxValue << (int)(first % BitsPerWord);
            if (word == last / BitsPerWord) mask &= ulong.MaxValue >> (int)(BitsPerWord - 1 - last % BitsPerWord);
            ref ulong marks = ref _written[word];
            if ((Volatile.Read(ref marks) & mask) != mask) Interlocked.Or(ref marks, mask);
        }
        if (!_anyWritten) _anyWritten = true;
    }

    /// <inheritdoc/>
    public ulong ClearFree(ulong firstPage, ReadOnlySpan<ulong> free)
    {
        if (firstPage % BitsPerWord != 0) throw new ArgumentException($"page {firstPage} is no multiple of 64", nameof(firstPage));
        if (firstPage >= _pages) return 0;
        nuint first = (nuint)(firstPage / BitsPerWord);
        nuint count = Math.Min((nuint)free.Length, _words - first);
        lock (_setUpGate)
        {
            if (!_anySetUp) return 0;
            fixed (ulong* source = free) return AndNot(_setUp + first, _anyWritten ? _written + first : null, source, count);
        }
    }

    /// <inheritdoc/>
    public ulong Synchronise(Span<ulong> migrationBitmap)
    {
        if ((nuint)migrationBitmap.Length < _words) throw new ArgumentException($"a migration bitmap of {migrationBitmap.Length} words is too short for {_words}", nameof(migrationBitmap));
        lock (_setUpGate)
        {
            fixed (ulong* bitmap = migrationBitmap)
            {
                ulong moved = 0;
                if (_anySetUp) moved += MoveSetUp(bitmap);
                _anySetUp = false;
                if (!_anyWritten) return moved;
                // Before the words: a mark that comes meanwhile either is taken along or raises the flag again.
                _anyWritten = false;
                Interlocked.MemoryBarrier();
                return moved + MoveWritten(bitmap);
            }
        }
    }

    /// <inheritdoc/>
    public ulong CountMarked()
    {
        lock (_setUpGate)
        {
            ulong count = 0;
            for (nuint i = 0; i < _words; i++) count += (ulong)BitOperations.PopCount(_setUp[i] | Volatile.Read(ref _written[i]));
            return count;
        }
    }

    /// <summary>Frees the planes. Nobody may mark afterwards.</summary>
    public void Dispose()
    {
        _logging = false;
        NativeMemory.Free(_setUp);
        NativeMemory.Free(_written);
        _setUp = _written = null;
    }

    private ulong LastWord => _pages % BitsPerWord == 0 ? ulong.MaxValue : (1UL << (int)(_pages % BitsPerWord)) - 1;

    private void ClearWritten()
    {
        _anyWritten = false;
        NativeMemory.Clear(_written, _words * sizeof(ulong));
    }

    // migration.filter.2: and-not, and only of the set-up marks; a page that was written stays marked in the other plane.
    private static ulong AndNot(ulong* marks, ulong* written, ulong* free, nuint count)
    {
        ulong cleared = 0;
        nuint i = 0;
        for (; i + 4 <= count; i += 4)
        {
            var hit = Vector256.Load(free + i) & Vector256.Load(marks + i);
            if (hit == Vector256<ulong>.Zero) continue;
            Vector256.Store(Vector256.AndNot(Vector256.Load(marks + i), hit), marks + i);
            if (written is not null) hit = Vector256.AndNot(hit, Vector256.Load(written + i));
            cleared += PopCount(hit);
        }
        for (; i < count; i++)
        {
            ulong hit = free[i] & marks[i];
            marks[i] &= ~hit;
            cleared += (ulong)BitOperations.PopCount(written is null ? hit : hit & ~Volatile.Read(ref written[i]));
        }
        return cleared;
    }

    private ulong MoveSetUp(ulong* bitmap)
    {
        ulong moved = 0;
        nuint i = 0;
        for (; i + 4 <= _words; i += 4)
        {
            var marks = Vector256.Load(_setUp + i);
            if (marks == Vector256<ulong>.Zero) continue;
            var before = Vector256.Load(bitmap + i);
            moved += PopCount(Vector256.AndNot(marks, before));
            Vector256.Store(before | marks, bitmap + i);
            Vector256.Store(Vector256<ulong>.Zero, _setUp + i);
        }
        for (; i < _words; i++)
        {
            moved += (ulong)BitOperations.PopCount(_setUp[i] & ~bitmap[i]);
            bitmap[i] |= _setUp[i];
            _setUp[i] = 0;
        }
        return moved;
    }

    private ulong MoveWritten(ulong* bitmap)
    {
        ulong moved = 0;
        nuint i = 0;
        while (i < _words)
        {
            if (i + 4 <= _words && Vector256.Load(_written + i) == Vector256<ulong>.Zero)
            {
                i += 4;
                continue;
            }
            for (nuint end = Math.Min(i + 4, _words); i < end; i++)
            {
                if (Volatile.Read(ref _written[i]) == 0) continue;
                ulong marks = Interlocked.Exchange(ref _written[i], 0);
                moved += (ulong)BitOperations.PopCount(marks & ~bitmap[i]);
                bitmap[i] |= marks;
            }
        }
        return moved;
    }

    private static ulong PopCount(Vector256<ulong> v) =>
        (ulong)(BitOperations.PopCount(v[0]) + BitOperations.PopCount(v[1]) + BitOperations.PopCount(v[2]) + BitOperations.PopCount(v[3]));
}
