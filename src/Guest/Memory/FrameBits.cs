using System.Numerics;

namespace Ballast.Guest.Memory;

/// <summary>
/// A set of small numbers with quick search: one bit for each number, and above it one bit for each word that is not
/// empty, and so on. Costs 65/64 bits for each number, and nothing where memory is never touched.
/// </summary>
internal sealed class FrameBits
{
    private readonly ulong[][] _levels;

    public FrameBits(ulong count)
    {
        var levels = new List<ulong[]>();
        do
        {
            count = (count + 63) / 64;
            levels.Add(new ulong[Math.Max(1, count)]);
        }
        while (count > 1);
        _levels = [.. levels];
    }

    public bool Has(ulong number) => (_levels[0][number >> 6] >> (int)(number & 63) & 1) != 0;

    public void Add(ulong number)
    {
        foreach (var level in _levels)
        {
            ref ulong word = ref level[number >> 6];
            bool wasEmpty = word == 0;
            word |= 1UL << (int)(number & 63);
            if (!wasEmpty) return;
            number >>= 6;
        }
    }

    public void Remove(ulong number)
    {
        foreach (var level in _levels)
        {
            ref ulong word = ref level[number >> 6];
            word &= ~(1UL << (int)(number & 63));
            if (word != 0) return;
            number >>= 6;
        }
    }

    /// <summary>The lowest number in the set that is not below the given one.</summary>
    public bool TryNext(ulong from, out ulong number)
    {
        for (int height = 0; height < _levels.Length; height++)
        {
            var level = _levels[height];
            ulong index = from >> 6;
            if (index >= (ulong)level.Length) break;
            ulong rest = level[index] >> (int)(from & 63) << (int)(from & 63);
            if (rest != 0)
            {
                number = (index << 6) + (uint)BitOperations.TrailingZeroCount(rest);
                while (height > 0) number = (number << 6) + (uint)BitOperations.TrailingZeroCount(_levels[--height][number]);
                return true;
            }
            from = index + 1;
        }
        number = 0;
        return false;
    }
}
