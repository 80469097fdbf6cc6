namespace Ballast.Virtio.Memory;

/// <summary>Neighbouring pages of 4 KiB.</summary>
/// <param name="First">Number of the first page; whether it counts guest frames or RAM pages is the holder's to say.</param>
/// <param name="Count">How many pages.</param>
public readonly record struct PageRun(ulong First, ulong Count)
{
    /// <summary>Bytes in a page: the unit of the balloon (virtio 1.4, 5.5.6) and of the dirty log.</summary>
    public const int PageSize = 4096;

    /// <summary>log2 of <see cref="PageSize"/>.</summary>
    public const int PageShift = 12;

    /// <summary>Number of the page behind the last one.</summary>
    public ulong End => First + Count;

    /// <inheritdoc/>
    public override string ToString() => Count == 1 ? $"0x{First:x}" : $"0x{First:x}+{Count}";
}
