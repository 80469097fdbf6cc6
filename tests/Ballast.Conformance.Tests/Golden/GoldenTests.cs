using Ballast.Conformance.Golden;
using Ballast.Conformance.Tests.Rules;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Golden;

public class GoldenTests
{
    private const string Round = """
        golden round   # ended by the driver
          dialect hint

        configuration free_page_hint_cmd_id STOP → {id}
        chain free_page command id {id}
        unordered
          many  chain free_page pages {block}
          many  used free_page length 0
        end
        chain free_page command id STOP
        used free_page length 0
        """;

    private static TraceEvent[] Good(uint id = 5) =>
    [
        .. Up(Feature.FreePageHint), Shows(0, id), Looks(8, id), Says(id), Returns(1), Hints(16), Takes(16), Reports(Free(1)), Returns(), Hints(32), Returns(), Says(0), Returns(1),
    ];

    private static GoldenResult Compare(string golden, params TraceEvent[] events) =>
        GoldenMatcher.Compare(GoldenTrace.Parse("x.golden", golden), RuleCase.TraceOf(Dialect.Hint, events));

    private static string Text(string body) => $"golden x\ndialect hint\n{body}";

    [TestCase(5u)]
    [TestCase(0x80000001u)]
    public void TraceWithOtherIdsAndNoise_Conforms(uint id) => Assert.That(Compare(Round, Good(id)).Outcome, Is.EqualTo(GoldenOutcome.Conforms));

    [Test]
    public void PlaceholderThatDoesNotAgree_IsTheFirstOffendingEvent()
    {
        var result = Compare(Round, [Shows(0, 5), Says(6)]);

        Assert.That(result.ToString(), Is.EqualTo("#2: 'chain free_page command id 6' where 'chain free_page command id {id}' is expected"));
        Assert.That(result.Neighbours, Has.Count.EqualTo(2));
    }

    [Test]
    public void TraceThatEndsEarly_SaysWhatIsMissing()
    {
        var result = Compare(Round, Good()[..^2]);

        Assert.That(result.ToString(), Does.StartWith("the trace ends where ").And.Contain("chain free_page command id STOP"));
    }

    [Test]
    public void MentionedKindTooMuch_Differs() =>
        Assert.That(Compare(Round, [.. Good(), Says(0), Returns(1)]).Outcome, Is.EqualTo(GoldenOutcome.DiffersWhereItMustNot));

    [Test]
    public void RefusalIsNeverNoise() =>
        Assert.That(Compare(Round, [.. Good(), Refuses("5.5.6.5")]).Actual, Is.EqualTo("refuses 5.5.6.5"));

    [TestCase("alternative\nwrites actual 1\nor\nwrites actual 2\nend\nwrites actual 3", GoldenOutcome.Conforms)]
    [TestCase("writes actual 2\noptional writes actual 9\nwrites actual 3", GoldenOutcome.Conforms)]
    [TestCase("writes actual 2\nusually writes actual 9\nwrites actual 3", GoldenOutcome.DiffersWhereItMay)]
    [TestCase("writes actual 2\nwith STATS_VQ writes actual 9\nwrites actual 3", GoldenOutcome.Conforms)]
    [TestCase("writes actual 2\nwithout STATS_VQ\nwrites actual 9\nend\nwrites actual 3", GoldenOutcome.DiffersWhereItMustNot)]
    [TestCase("many writes actual {n}\nwrites actual 3", GoldenOutcome.Conforms)]
    [TestCase("unordered\nwrites actual 3\nwrites actual 2\nend", GoldenOutcome.Conforms)]
    [TestCase("writes actual {n}\nwrites actual {n}", GoldenOutcome.DiffersWhereItMustNot)]
    public void Freedoms_AreThoseThatAreDeclared(string body, GoldenOutcome expected) =>
        Assert.That(Compare(Text(body), Sets(4, 2), Sets(4, 3)).Outcome, Is.EqualTo(expected));

    [TestCase("alternative count two\nwrites actual 2\nor three\nwrites actual 3\nend\nmany writes actual {n}", "count=two")]
    [TestCase("alternative count three\nwrites actual 3\nor two\nwrites actual 2\nend\nmany writes actual {n}", "count=two")]
    [TestCase("many writes actual {n}\nalternative count two\nwrites actual 2\nor three\nwrites actual 3\nend", "count=three")]
    [TestCase("alternative first 2\nwrites actual 2\nor 9\nwrites actual 9\nend\nalternative then 9\nreset\nor 3\nwrites actual 3\nend", "first=2,then=3")]
    [TestCase("alternative\nwrites actual 2\nor\nwrites actual 3\nend\nwrites actual {n}", "")]
    public void Readings_AreThoseOfTheBranchesThatFit(string body, string expected)
    {
        var result = Compare(Text(body), Sets(4, 2), Sets(4, 3));

        Assert.That(result.Outcome, Is.EqualTo(GoldenOutcome.Conforms), result.ToString());
        Assert.That(string.Join(',', result.Readings), Is.EqualTo(expected));
        Assert.That(result.ToString(), expected.Length == 0 ? Is.EqualTo("conforms") : Does.EndWith($"with {expected.Replace(",", ", ", StringComparison.Ordinal)}"));
    }

    [TestCase("", "x.golden:1: the file is empty")]
    [TestCase("golden x\ndialect hint\nalternative count", "x.golden:3: 'alternative' stands alone, or with a question and the reading of what follows")]
    [TestCase("golden x\ndialect hint\nalternative count one\nreset\nor\nreset\nend", "x.golden:5: this reading has no name")]
    [TestCase("golden x\ndialect hint\nalternative\nreset\nor one\nreset\nend", "x.golden:5: a reading has a name, and the question has none")]
    [TestCase("golden x\ndialect hint\nalternative count one\nreset\nor one\nreset\nend", "x.golden:5: the reading 'one' is there twice")]
    [TestCase("golden x\ndialect hint\nunordered\nreset\nor one", "x.golden:5: 'or' outside of an alternative")]
    [TestCase("golden", "x.golden:1: a golden trace begins with 'golden NAME'")]
    [TestCase("golden x\ndialect other", "x.golden:2: 'dialect hint' or 'dialect bitmap' follows the name")]
    [TestCase("golden x\ndialect hint\nunordered\nreset", "x.golden:3: 'unordered' is not closed by 'end'")]
    [TestCase("golden x\ndialect hint\nend", "x.golden:3: 'end' closes nothing")]
    [TestCase("golden x\ndialect hint\nalternative\nreset\nend", "x.golden:3: an alternative needs 'or'")]
    [TestCase("golden x\ndialect hint\nmany", "x.golden:3: 'many' of what?")]
    [TestCase("golden x\ndialect hint\nused {queue length 0", "x.golden:3: '{queue' is no placeholder")]
    [TestCase("golden x\ndialect hint\nexplodes", "x.golden:3: no event is written 'explodes …'")]
    [TestCase("golden x\ndialect hint\nwith SOMETHING reset", "x.golden:3: there is no feature SOMETHING")]
    public void MalformedGolden_SaysWhereAndWhy(string text, string message) => Assert.That(
        Assert.Throws<GoldenSyntaxException>(() => GoldenTrace.Parse("x.golden", text))!.Message, Is.EqualTo(message));

    [Test]
    public void Draft_IsAGoldenTraceToWhichItsTraceConforms()
    {
        var trace = RuleCase.TraceOf(Dialect.Hint, Good());

        string draft = GoldenDraft.From("round", trace);

        Assert.That(draft, Does.Contain("configuration free_page_hint_cmd_id STOP → {id}").And.Contain("many  chain free_page pages {block}"));
        Assert.That(GoldenMatcher.Compare(GoldenTrace.Parse("x", draft), trace).ToString(), Is.EqualTo("conforms"), draft);
        Assert.That(GoldenMatcher.Compare(GoldenTrace.Parse("x", draft), RuleCase.TraceOf(Dialect.Hint, Good(9))).ToString(), Is.EqualTo("conforms"));
    }

    [Test]
    public void Received_IsShownAsDifferenceAndAccepted()
    {
        using var folder = new TemporaryFolder();
        var catalogue = new GoldenCatalogue(folder.Path);
        catalogue.Receive("x", Text("reset"));
        catalogue.Accept("x");
        catalogue.Receive("x", Text("logging"));

        Assert.That(catalogue.Difference("x"), Does.Contain("- reset").And.Contain("+ logging"));
        Assert.That(catalogue.Accept("x"), Is.True);
        Assert.That(catalogue.Find("x")!.Text, Does.Contain("logging"));
        Assert.That((catalogue.Waiting.Count, catalogue.Accept("x")), Is.EqualTo((0, false)));
        Assert.That(catalogue.Unused(["y"]), Is.EqualTo(new[] { "x" }));
    }

    [TestCase("../x")]
    [TestCase("")]
    [TestCase("a/b")]
    public void NameThatLeavesTheFolder_IsRefused(string name)
    {
        var catalogue = new GoldenCatalogue(Path.GetTempPath());

        Assert.That(catalogue.Find(name), Is.Null);
        Assert.That(() => catalogue.Receive(name, ""), Throws.ArgumentException);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("golden").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
