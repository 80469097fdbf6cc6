using Ballast.Conformance.Scenarios;
using CsCheck;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class TagExpressionTests
{
    [TestCase("", "", true)]
    [TestCase("@a", "@a @b", true)]
    [TestCase("@a", "@b", false)]
    [TestCase("not @a", "@b", true)]
    [TestCase("@a and @b", "@a", false)]
    [TestCase("@a or @b", "@b", true)]
    [TestCase("@a and not (@b or @c)", "@a", true)]
    [TestCase("@a and not (@b or @c)", "@a @c", false)]
    [TestCase("@a or @b and @c", "@a", true)]
    [TestCase("(@a or @b) and @c", "@a", false)]
    [TestCase("not not @a", "@a", true)]
    [TestCase("@needs:packed and @device.balloon.hinting.3", "@needs:packed @device.balloon.hinting.3", true)]
    [TestCase(@"@x\(1\)", "@x(1)", true)]
    [TestCase("@notable", "@notable", true)]
    public void Expression_SelectsByTags(string expression, string tags, bool matches) =>
        Assert.That(TagExpression.Parse(expression).Matches(tags.Split(' ')), Is.EqualTo(matches));

    [TestCase("@a and", "it ends where a tag is expected")]
    [TestCase("and @a", "'and' stands where a tag is expected")]
    [TestCase("@a @b", "'@b' stands where 'and' or 'or' is expected")]
    [TestCase("(@a", "a ')' is missing")]
    [TestCase("@a)", "')' stands where 'and' or 'or' is expected")]
    [TestCase("a", "'a' is no tag: tags begin with @")]
    [TestCase(@"@a\b", "a backslash stands before something other")]
    public void MalformedExpression_SaysWhy(string expression, string problem)
    {
        Assert.That(TagExpression.TryParse(expression, out _, out var why), Is.False);
        Assert.That(why, Does.Contain(problem));
    }

    [Test]
    public void DeepNesting_IsRefused_NotFollowed()
    {
        Assert.That(TagExpression.TryParse(new string('(', 5000) + "@a", out _, out var brackets), Is.False);
        Assert.That(TagExpression.TryParse(string.Concat(Enumerable.Repeat("not ", 2000)) + "@a", out _, out var nots), Is.False);
        Assert.That(TagExpression.TryParse(new string('@', 1_000_000), out _, out var length), Is.False);
        Assert.That(new[] { brackets, nots }, Is.All.Contains("nested"));
        Assert.That(length, Does.Contain("longer").And.Length.LessThan(200));
    }

    [Test]
    public void AnyText_IsReadOrRefused() => Gen.String[Gen.Char["@ab()\\ andort"], 0, 30].Sample(source =>
        Assert.That(TagExpression.TryParse(source, out var expression, out var problem), Is.EqualTo(problem is null && expression is not null)));
}
