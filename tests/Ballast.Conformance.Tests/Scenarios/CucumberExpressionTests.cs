using System.Globalization;
using Ballast.Conformance.Scenarios;
using CsCheck;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class CucumberExpressionTests
{
    private static readonly ParameterTypes Types = WithColour();

    [TestCase("I have {int} cuke(s)", "I have 1 cuke", "1")]
    [TestCase("I have {int} cuke(s)", "I have -12 cukes", "-12")]
    [TestCase("mice/rats run", "rats run", "")]
    [TestCase("three (brown )mice/rats run", "three brown mice run", "")]
    [TestCase("three (brown )mice/rats run", "three brown rats run", null)]
    [TestCase("three (brown )mice/rats run", "three rats run", "")]
    [TestCase("say {string}", "say \"it's\"", "\"it's\"")]
    [TestCase("say {string}", "say 'a \"b\"'", "'a \"b\"'")]
    [TestCase("take {word} now", "take this now", "this")]
    [TestCase("take {word} now", "take this one now", null)]
    [TestCase("weigh {float}", "weigh -0.5", "-0.5")]
    [TestCase("weigh {float}", "weigh .5", ".5")]
    [TestCase("weigh {float}", "weigh heavy", null)]
    [TestCase("anything {} here", "anything at all here", "at all")]
    [TestCase("the {colour} one", "the red one", "red")]
    [TestCase("the {colour} one", "the green one", null)]
    [TestCase(@"a\/b \(c) \{d} \\e", @"a/b (c) {d} \e", "")]
    [TestCase("price. $5 [x] ^a|b*", "price. $5 [x] ^a|b*", "")]
    [TestCase("price. $5", "pricex $5", null)]
    [TestCase("begins only", "begins only and goes on", null)]
    [TestCase("a )b }c", "a )b }c", "")]
    public void Expression_FindsItsArguments(string expression, string text, string? arguments)
    {
        var match = StepPattern.Read(expression, Types).Match(text);
        Assert.That(match is null ? null : string.Join(", ", match.Select(a => a.Group.Value)), Is.EqualTo(arguments));
    }

    [TestCase("a ()", 3, "may not be empty")]
    [TestCase("a (b", 3, "has no end")]
    [TestCase("a (b(c))", 5, "may not contain another")]
    [TestCase("a ({int})", 4, "may not contain a parameter")]
    [TestCase("a {int", 3, "has no end")]
    [TestCase("a {in.t}", 6, "may not stand in the name")]
    [TestCase("a b/ c", 5, "may not be empty")]
    [TestCase("a /b", 3, "may not be empty")]
    [TestCase("{int}/{int}", 6, "may not be empty")]
    [TestCase("a b/(c)", 5, "may not be optional as a whole")]
    [TestCase(@"a \b", 3, "needs no backslash")]
    [TestCase(@"a \", 3, "cannot be escaped")]
    public void MalformedExpression_SaysWhereAndWhy(string expression, int column, string problem)
    {
        var e = Assert.Throws<ExpressionException>(() => StepPattern.Read(expression, Types));
        Assert.That(e!.Column, Is.EqualTo(column));
        Assert.That(e.Message, Does.Contain(problem));
    }

    [Test]
    public void UnknownParameterType_IsNamed()
    {
        var e = Assert.Throws<UnknownParameterTypeException>(() => StepPattern.Read("from {airport}", Types));
        Assert.That(e!.Name, Is.EqualTo("airport"));
    }

    [TestCase("12", typeof(byte), (byte)12)]
    [TestCase("-3", typeof(long), -3L)]
    [TestCase("18446744073709551615", typeof(ulong), ulong.MaxValue)]
    [TestCase("2.5", typeof(double), 2.5)]
    [TestCase("true", typeof(bool), true)]
    [TestCase("friday", typeof(DayOfWeek), DayOfWeek.Friday)]
    [TestCase("7", typeof(int?), 7)]
    public void ArgumentText_BecomesWhatTheMethodAsksFor(string text, Type target, object value) =>
        Assert.That(ArgumentConversion.FromText(text, target), Is.EqualTo(value));

    [TestCase("256", typeof(byte), typeof(OverflowException))]
    [TestCase("x", typeof(int), typeof(FormatException))]
    [TestCase("99", typeof(DayOfWeek), typeof(FormatException))]
    [TestCase("x", typeof(Uri), typeof(NotSupportedException))]
    public void UnfitArgumentText_IsRefused(string text, Type target, Type exception) =>
        Assert.That(() => ArgumentConversion.FromText(text, target), Throws.TypeOf(exception));

    [Test]
    public void EscapedText_MatchesItself() => Gen.String[Gen.Char[" abc(){}/\\.*+?[]|^$"], 0, 20].Sample(text =>
    {
        var escaped = string.Concat(text.Select(c => "(){}/\\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));
        if (!StepPattern.LooksLikeRegularExpression(escaped))
            Assert.That(StepPattern.Read(escaped, Types).Match(text), Is.Not.Null, escaped);
    });

    [Test]
    public void AnyExpression_IsReadOrRefused_ButNeverCrashes() =>
        Gen.String[Gen.Char[" ab(){}/\\int^$"], 0, 24].Sample(source =>
        {
            try
            {
                StepPattern.Read(source, Types).Match("ab int 12");
            }
            catch (Exception e) when (e is ExpressionException or UnknownParameterTypeException or ArgumentException)
            {
                Assert.That(e.Message, Is.Not.Empty);
            }
        });

    [Test]
    public void IntegersOfAnySize_RoundTrip() => Gen.Long.Sample(value =>
    {
        var match = StepPattern.Read("take {long}", Types).Match(string.Create(CultureInfo.InvariantCulture, $"take {value}"))!;
        Assert.That(match[0].Value(typeof(long), Types, new ScenarioContainer()), Is.EqualTo(value));
    });

    private static ParameterTypes WithColour()
    {
        var types = new ParameterTypes();
        types.Add(new ParameterType("colour", ["red|blue"], typeof(string), (c, _) => c[0], true));
        return types;
    }
}
