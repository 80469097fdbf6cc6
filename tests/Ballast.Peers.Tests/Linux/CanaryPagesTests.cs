using System.Text;
using Ballast.Peers.Linux;
using CsCheck;

namespace Ballast.Peers.Tests.Linux;

public class CanaryPagesTests
{
    [Test]
    public void FirstPage_IsTheNumbersInOrder()
    {
        var page = new byte[CanaryPages.PageSize];
        new CanaryPages(0, 2).Write(1, page);

        Assert.That(Encoding.ASCII.GetString(page), Does.StartWith("100000000000256\n100000000000257\n").And.EndWith("100000000000511\n"));
    }

    [Test]
    public void EveryPage_IsFoundAgain_AndOnlyByItsOwnSeed()
    {
        Gen.Select(Gen.Int[0, CanaryPages.LastSeed], Gen.Int[1, CanaryPages.MostPages], Gen.Int[0, CanaryPages.MostPages - 1])
            .Where(t => t.Item3 < t.Item2)
            .Sample((seed, count, index) =>
            {
                var pages = new CanaryPages(seed, count);
                var other = new CanaryPages(seed == 0 ? 1 : seed - 1, CanaryPages.MostPages);
                var page = new byte[CanaryPages.PageSize];
                pages.Write(index, page);
                return pages.IndexOf(page) == index && other.IndexOf(page) == -1 && pages.LastLine < 1_000_000_000_000_000;
            }, iter: 200, seed: "0N0XIzNsQ0O2");
    }

    [Test]
    public void OneByteChanged_IsNotFound()
    {
        var pages = new CanaryPages(7, 3);
        var page = new byte[CanaryPages.PageSize];
        foreach (var at in (int[])[0, 14, 15, 2000, 4095])
        {
            pages.Write(2, page);
            page[at] ^= 1;
            Assert.That(pages.IndexOf(page), Is.EqualTo(-1));
        }
    }
}
