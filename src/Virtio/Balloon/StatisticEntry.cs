namespace Ballast.Virtio.Balloon;

/// <summary>One memory statistic (virtio 1.4, 5.5.6.4).</summary>
/// <param name="Tag">What the value is; unknown tags are legal and ignored.</param>
/// <param name="Value">Bytes or a count, as the tag says.</param>
public readonly record struct StatisticEntry(StatisticTag Tag, ulong Value);
