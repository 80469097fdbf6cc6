using Ballast.Virtio.Memory;
using CsCheck;

namespace Ballast.Virtio.Tests.Memory;

internal sealed class PageSetTests
{
    private static readonly Gen<PageRun> AnyRun = Gen.Select(Gen.ULong[0, 60], Gen.ULong[0, 9], (first, count) => new PageRun(first, count));

    private static readonly Gen<PageRun[]> AnyRuns = AnyRun.Array[0, 8];

    [Test]
    public void Runs_InAnyOrder_BecomeTheFewestAscendingOnes() =>
        Assert.That(PageSet.Of(new PageRun(8, 2), new PageRun(0, 1), new PageRun(5, 3), new PageRun(1, 1), new PageRun(40, 0)),
            Is.EqualTo(new PageRun[] { new(0, 2), new(5, 5) }));

    [Test]
    public void Operations_AgreeWithPlainSets() =>
        Gen.Select(AnyRuns, AnyRuns).Sample((a, b) =>
        {
            var (left, right) = (PageSet.Of(a), PageSet.Of(b));
            return Pages(left).SetEquals(a.SelectMany(Pages))
                && Pages(left.Union(right)).SetEquals(Pages(left).Union(Pages(right)))
                && Pages(left.Intersect(right)).SetEquals(Pages(left).Intersect(Pages(right)))
                && Pages(left.Except(right)).SetEquals(Pages(left).Except(Pages(right)))
                && left.Pages == (ulong)Pages(left).Count
                && Enumerable.Range(0, 80).All(page => left.Contains((ulong)page) == Pages(left).Contains((ulong)page));
        });

    [Test]
    public void EqualContent_IsEqual() => AnyRuns.Sample(runs =>
        PageSet.Of(runs).Equals(PageSet.Of(runs.Reverse())) && PageSet.Of(runs).GetHashCode() == PageSet.Of(runs.Reverse()).GetHashCode());

    [Test]
    public void LongSets_ArePrintedInPart() =>
        Assert.That(PageSet.Of(Enumerable.Range(0, 9).Select(i => new PageRun((ulong)i * 16, 2))).ToString(), Is.EqualTo("0x0+2 0x10+2 0x20+2 0x30+2 and 5 more runs"));

    private static HashSet<ulong> Pages(PageSet set) => [.. set.SelectMany(Pages)];

    private static IEnumerable<ulong> Pages(PageRun run) => Enumerable.Range(0, (int)run.Count).Select(i => run.First + (ulong)i);
}
