using Ballast.Migration.Bitmaps;
using CsCheck;

namespace Ballast.Migration.Tests;

[TestFixture]
internal sealed class PageBitmapTests
{
    private static readonly Gen<(bool IsSet, int First, int Count)> Change = Gen.Select(Gen.Bool, Gen.Int[0, 299], Gen.Int[0, 300])
        .Select((isSet, first, count) => (isSet, first, Math.Min(count, 300 - first)));

    [Test]
    public void SetAndClear_CountWhatTheyChange() => Change.List[0, 20].Sample(
        changes =>
        {
            using var bitmap = new PageBitmap(300);
            var model = new HashSet<int>();
            foreach (var (isSet, first, count) in changes)
            {
                var range = Enumerable.Range(first, count);
                int expected = isSet ? range.Count(model.Add) : range.Count(model.Remove);
                ulong changed = isSet ? bitmap.Set((ulong)first, (ulong)count) : bitmap.Clear((ulong)first, (ulong)count);
                if (changed != (ulong)expected) return false;
            }
            return bitmap.Count() == (ulong)model.Count && Enumerable.Range(0, 300).All(p => bitmap.Contains((ulong)p) == model.Contains(p));
        },
        iter: 2000, seed: "0000KOIXbPY3");

    [Test]
    public void PageOutsideTheBlock_IsRefused()
    {
        using var bitmap = new PageBitmap(65);

        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap.Set(60, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap.Clear(ulong.MaxValue, 2));
    }

    [Test]
    public void SenderAndHintsAtOnce_EachPageHasOneTaker()
    {
        using var bitmap = new PageBitmap(64 * 4096);
        bitmap.Set(0, bitmap.Pages);
        ulong hinted = 0, taken = 0;
        using var start = new Barrier(2);

        Parallel.Invoke(
            () =>
            {
                start.SignalAndWait();
                for (ulong page = bitmap.Pages; page > 0; page -= 32) hinted += bitmap.Clear(page - 32, 32);
            },
            () =>
            {
                start.SignalAndWait();
                for (int word = 0; word < bitmap.Words.Length; word++) taken += (ulong)System.Numerics.BitOperations.PopCount(bitmap.Take(word));
            });

        Assert.That(hinted + taken, Is.EqualTo(bitmap.Pages));
        Assert.That(bitmap.Count(), Is.Zero);
    }

    [Test]
    public void ZeroPage_IsToldFromAPageWithAnyByteSet()
    {
        var page = new byte[4096];
        Assert.That(ZeroPage.IsZero(page), Is.True);
        for (int i = 0; i < page.Length; i++)
        {
            page[i] = 1;
            Assert.That(ZeroPage.IsZero(page), Is.False, $"byte {i}");
            page[i] = 0;
        }
    }
}
