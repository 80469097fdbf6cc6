namespace Ballast.Peers.Linux;

/// <summary>One line of <c>/proc/buddyinfo</c>.</summary>
/// <param name="Node">The NUMA node.</param>
/// <param name="Zone">The zone's name, such as Normal.</param>
/// <param name="FreeBlocks">The number of free blocks of each order, order 0 first.</param>
public sealed record BuddyZone(int Node, string Zone, IReadOnlyList<long> FreeBlocks)
{
    /// <summary>The pages in free blocks of <paramref name="order"/> and above.</summary>
    public long FreePages(int order = 0)
    {
        var pages = 0L;
        for (var i = order; i < FreeBlocks.Count; i++)
            pages += FreeBlocks[i] << i;
        return pages;
    }
}
