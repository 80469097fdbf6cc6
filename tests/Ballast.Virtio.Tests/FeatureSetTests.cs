namespace Ballast.Virtio.Tests;

internal sealed class FeatureSetTests
{
    [Test]
    public void EveryBit_HasANameThatIsReadBack()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            Assert.That(FeatureSet.TryParseName(FeatureSet.NameOf(bit), out int hint) ? hint : -1, Is.EqualTo(bit));
            Assert.That(FeatureSet.TryParseName(FeatureSet.NameOf(bit, Dialect.Bitmap), out int bitmap) ? bitmap : -1, Is.EqualTo(bit));
        }
    }

    [TestCase("BIT_64")]
    [TestCase("BIT_-1")]
    [TestCase("BIT_")]
    [TestCase("version_1")]
    [TestCase("")]
    public void OtherNames_AreNone(string name) => Assert.That(FeatureSet.TryParseName(name, out _), Is.False);

    [Test]
    public void Names_ComeFromTheLowestBitOn() =>
        Assert.That(FeatureSet.Of(Feature.Version1, Feature.FreePageHint, 63).ToString(Dialect.Bitmap), Is.EqualTo("GET_FREE_PAGES VERSION_1 BIT_63"));

    [Test]
    public void Subset_HasNothingElse()
    {
        var offered = FeatureSet.Of(Feature.StatsVq, Feature.Version1);

        Assert.That(offered.Without(Feature.StatsVq).IsSubsetOf(offered));
        Assert.That(offered.With(Feature.PagePoison).IsSubsetOf(offered), Is.False);
        Assert.That(FeatureSet.None.IsSubsetOf(FeatureSet.None));
    }
}
