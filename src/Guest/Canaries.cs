using Ballast.Guest.Memory;
using Ballast.Virtio.Memory;

namespace Ballast.Guest;

/// <summary>
/// Pages of known content, spread over all of a guest's RAM: each zone, both sides of the PCI hole, the first and the last
/// page that can be had. They are looked for again in a RAM image after a migration.
/// </summary>
public sealed class Canaries
{
    private readonly ReferenceGuest _guest;

    private Canaries(ReferenceGuest guest, PageSet pages)
    {
        _guest = guest;
        Pages = pages;
    }

    /// <summary>The guest frames of the canaries.</summary>
    public PageSet Pages { get; }

    /// <summary>Allocates and writes canaries.</summary>
    /// <param name="guest">Whose pages.</param>
    /// <param name="count">How many; fewer when so many are not free.</param>
    public static Canaries Place(ReferenceGuest guest, int count) => guest.Do(() =>
    {
        var taken = new List<PageRun>();
        foreach (ulong frame in Places(guest, count))
        {
            if (taken.Count == count) break;
            if (!guest.Programs.TryTake(frame)) continue;
            taken.Add(new(frame, 1));
            guest.Programs.Write(taken[^1]);
        }
        return new Canaries(guest, PageSet.Of(taken));
    });

    /// <summary>Writes every canary anew, with other content than before.</summary>
    /// <exception cref="InvalidOperationException">The guest is stopped.</exception>
    public void Rewrite() => Rewrite(Pages);

    /// <summary>Writes some canaries anew.</summary>
    /// <exception cref="InvalidOperationException">The guest is stopped.</exception>
    public void Rewrite(PageSet pages) => _guest.Do(() =>
    {
        foreach (var run in Pages.Intersect(pages)) _guest.Programs.Write(run);
        return true;
    });

    /// <summary>The canaries that a RAM image does not hold as they were written last.</summary>
    public PageSet FindLost(PageReader read) => _guest.FindLost(read, Pages);

    /// <summary>The canaries that guest memory does not hold as they were written last.</summary>
    public PageSet FindLost(GuestMemory memory) => FindLost(memory.TryRead);

    // First the edges of free memory, then places by chance.
    private static IEnumerable<ulong> Places(ReferenceGuest guest, int count)
    {
        ulong[] edges = [0, 1UL << (24 - PageRun.PageShift), PhysicalMap.FourGigabyteFrame, ulong.MaxValue];
        var free = guest.Allocator.FreePages();
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            var zone = free.Intersect(PageSet.Of(new PageRun(edges[i], edges[i + 1] - edges[i])));
            if (zone.Count == 0) continue;
            yield return zone[0].First;
            yield return zone[zone.Count - 1].End - 1;
        }
        var random = new Random((int)unchecked((int)guest.Options.Seed));
        var map = guest.Allocator.Map;
        for (int tries = 0; tries < 64 * (long)count; tries++)
        {
            var run = map.Frames[random.Next(map.Frames.Count)];
            yield return run.First + (ulong)random.NextInt64((long)run.Count);
        }
    }
}
