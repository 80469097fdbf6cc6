using Ballast.Conformance.Suite;

namespace Ballast.Conformance.Tests.Suite;

public class ShardTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void Shards_AreTheWholeAndShareNothing(int count)
    {
        var all = SuiteSelection.Load(OddScenarios.Options).Scenarios.Select(s => s.Id).ToList();

        var parts = Enumerable.Range(1, count)
            .Select(i => SuiteSelection.Load(OddScenarios.Options with { Shard = new(i, count) }).Scenarios.Select(s => s.Id).ToList()).ToList();

        Assert.That(parts.SelectMany(p => p).Order(StringComparer.Ordinal), Is.EqualTo(all.Order(StringComparer.Ordinal)));
        Assert.That(parts.Max(p => p.Count) - parts.Min(p => p.Count), Is.LessThanOrEqualTo(1));
    }

    [TestCase("2/4", "2/4")]
    [TestCase("0/4", null)]
    [TestCase("5/4", null)]
    [TestCase("1", null)]
    [TestCase("1/2/3", null)]
    [TestCase("-1/2", null)]
    [TestCase("1/99999999999", null)]
    public void Text_IsIOfN(string text, string? shard) => Assert.That(Shard.TryParse(text, out var read) ? read!.ToString() : null, Is.EqualTo(shard));
}
