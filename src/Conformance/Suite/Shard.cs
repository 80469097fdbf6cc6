using System.Globalization;

namespace Ballast.Conformance.Suite;

/// <summary>One of several parts of a run, each for a machine of its own: together they are the whole, and no two share a scenario.</summary>
/// <param name="Index">Which part, from 1 on.</param>
/// <param name="Count">How many parts.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Reads I/N.</summary>
    public static bool TryParse(string text, out Shard? shard)
    {
        shard = text.Split('/') is [var i, var n]
            && int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && index >= 1 && index <= count ? new(index, count) : null;
        return shard is not null;
    }

    /// <summary>This part of a list. Neighbours go to different parts: what takes long lies close together.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. all.Where((_, i) => i % Count == Index - 1)];

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
