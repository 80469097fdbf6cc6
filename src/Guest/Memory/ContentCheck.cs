using Ballast.Virtio.Memory;

namespace Ballast.Guest.Memory;

/// <summary>Compares what programs need with what a RAM image holds.</summary>
internal static class ContentCheck
{
    public static PageSet FindLost(ProgramMemory programs, PageSet pages, PageReader read)
    {
        var lost = new List<PageRun>();
        Span<byte> expected = stackalloc byte[PageRun.PageSize];
        Span<byte> actual = stackalloc byte[PageRun.PageSize];
        foreach (var run in pages)
        {
            for (ulong frame = run.First; frame < run.End; frame++)
            {
                if (!programs.TryGetExpected(frame, expected)) continue;
                if (!read(frame << PageRun.PageShift, actual) || !expected.SequenceEqual(actual)) lost.Add(new(frame, 1));
            }
        }
        return PageSet.Of(lost);
    }
}
