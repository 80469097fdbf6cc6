using System.Numerics;
using System.Runtime.InteropServices;

namespace Ballast.Migration.Bitmaps;

/// <summary>
/// One bit for each page of a RAM block, outside the managed heap. Bits are taken and cleared by words, atomically: when
/// the sender and a hint want the same page, whoever takes the bit has it.
/// </summary>
public sealed unsafe class PageBitmap : IDisposable
{
    private readonly int _length;
    private ulong* _words;

    /// <summary>A bitmap without any bit set.</summary>
    public PageBitmap(ulong pages)
    {
        Pages = pages;
        _length = checked((int)((pages + 63) / 64));
        _words = (ulong*)NativeMemory.AllocZeroed((nuint)Math.Max(_length, 1), sizeof(ulong));
    }

    /// <summary>How many pages the block has.</summary>
    public ulong Pages { get; }

    /// <summary>The words; bit i of word w stands for page 64 w + i.</summary>
    public Span<ulong> Words => _words is null ? throw new ObjectDisposedException(nameof(PageBitmap)) : new(_words, _length);

    /// <summary>How many bits are set.</summary>
    public ulong Count() => Count(Words);

    /// <summary>How many bits are set in the words.</summary>
    public static ulong Count(ReadOnlySpan<ulong> words)
    {
        ulong a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a += (ulong)BitOperations.PopCount(words[i]);
            b += (ulong)BitOperations.PopCount(words[i + 1]);
            c += (ulong)BitOperations.PopCount(words[i + 2]);
            d += (ulong)BitOperations.PopCount(words[i + 3]);
        }
        for (; i < words.Length; i++) a += (ulong)BitOperations.PopCount(words[i]);
        return a + b + c + d;
    }

    /// <summary>The next word from an index on that is not zero, or -1.</summary>
    public int NextWord(int from)
    {
        int index = Words[from..].IndexOfAnyExcept(0UL);
        return index < 0 ? -1 : from + index;
    }

    /// <summary>Takes all bits of a word and leaves zero.</summary>
    public ulong Take(int word) => Interlocked.Exchange(ref Words[word], 0);

    /// <summary>Whether the page's bit is set.</summary>
    public bool Contains(ulong page) => (Words[(int)(page / 64)] >> (int)(page % 64) & 1) != 0;

    /// <summary>Sets the bits of pages.</summary>
    /// <returns>How many of them were not set before.</returns>
    public ulong Set(ulong first, ulong count)
    {
        ulong changed = 0;
        foreach (var (word, mask) in Masks(first, count))
            changed += (ulong)BitOperations.PopCount(mask & ~Interlocked.Or(ref Words[word], mask));
        return changed;
    }

    /// <summary>Clears the bits of pages.</summary>
    /// <returns>How many of them were set before.</returns>
    public ulong Clear(ulong first, ulong count)
    {
        ulong changed = 0;
        foreach (var (word, mask) in Masks(first, count))
        {
            ref ulong bits = ref Words[word];
            if ((Volatile.Read(ref bits) & mask) != 0)
                changed += (ulong)BitOperations.PopCount(mask & Interlocked.And(ref bits, ~mask));
        }
        return changed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_words);
        _words = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of a bitmap that was not disposed of.</summary>
    ~PageBitmap() => NativeMemory.Free(_words);

    private MaskEnumerator Masks(ulong first, ulong count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Pages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Pages - first);
        return new(first, first + count);
    }

    private struct MaskEnumerator(ulong next, ulong end)
    {
        public (int Word, ulong Mask) Current { get; private set; }

        public readonly MaskEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (next >= end) return false;
            int bit = (int)(next % 64);
            ulong here = Math.Min(64 - (ulong)bit, end - next);
            Current = ((int)(next / 64), (here == 64 ? ulong.MaxValue : (1UL << (int)here) - 1) << bit);
            next += here;
            return true;
        }
    }
}
