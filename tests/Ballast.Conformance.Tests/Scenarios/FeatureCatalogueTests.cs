using Ballast.Conformance.Scenarios;
using CsCheck;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class FeatureCatalogueTests
{
    private const string Hinting = """
        @hinting
        Feature: Free page hinting
          What it is.

          Background:
            Given a guest

          Rule: stale ids say nothing
              A gist.

            Background:
              Given a round

            @device @MUST
            Scenario Outline: <stale> while <current>
              When the driver hints under <stale>

              @neighbours
              Examples: neighbours
                | current | stale |
                | 5       | 4     |
                | 5       | 6     |

          Scenario: alone
            When nothing happens
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("catalogue").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Outline_YieldsAScenarioPerRow_WithEverythingInherited()
    {
        Write("features/hinting/device.feature", Hinting);

        var catalogue = FeatureCatalogue.Load(["features"], _folder);

        Assert.That(catalogue.Errors, Is.Empty);
        var row = catalogue.Scenarios[0];
        Assert.That(catalogue.Scenarios.Select(s => s.Id), Is.EqualTo(new[]
        {
            "features/hinting/device.feature:21", "features/hinting/device.feature:22", "features/hinting/device.feature:24",
        }));
        Assert.That(row.Name, Is.EqualTo("4 while 5"));
        Assert.That(row.RuleName, Is.EqualTo("stale ids say nothing"));
        Assert.That(row.RuleDescription, Is.EqualTo("A gist."));
        Assert.That(row.ExamplesName, Is.EqualTo("neighbours"));
        Assert.That(row.Tags, Is.EqualTo(new[] { "@hinting", "@device", "@MUST", "@neighbours" }));
        Assert.That(row.Steps.Select(s => (s.ToString(), s.Line)), Is.EqualTo(new[]
        {
            ("Given a guest", 6), ("Given a round", 12), ("When the driver hints under 4", 16),
        }));
        Assert.That(row.Feature.Description, Is.EqualTo("What it is."));
        Assert.That(catalogue.Scenarios[2].RuleName, Is.EqualTo(row.RuleName), "a rule goes on to the next");
    }

    [TestCase("21", "21")]
    [TestCase("15", "21 22")]
    [TestCase("8", "21 22 24")]
    [TestCase("1:2", "21 22 24")]
    [TestCase("25", "24")]
    [TestCase("24:22", "22 24")]
    public void LineAfterThePath_SelectsWhatStandsThere(string lines, string selected)
    {
        Write("device.feature", Hinting);

        var catalogue = FeatureCatalogue.Load([$"device.feature:{lines}"], _folder);

        Assert.That(string.Join(' ', catalogue.Scenarios.Select(s => s.Line)), Is.EqualTo(selected));
    }

    [Test]
    public void LineWithNothing_IsAnError()
    {
        Write("device.feature", Hinting);

        Assert.That(FeatureCatalogue.Load(["device.feature:4"], _folder).Errors.Single().ToString(),
            Is.EqualTo("device.feature:4: no scenario stands on this line"));
    }

    [Test]
    public void SyntaxErrors_AreAllReported_AndTheOtherFilesRead()
    {
        Write("bad.feature", "Feature: F\n  Scenario: S\n    Given x\n    Gvien y\n    Given z\n    Wehn w\n");
        Write("good.feature", Hinting);

        var catalogue = FeatureCatalogue.Load(["."], _folder);

        Assert.That(catalogue.Features, Has.Count.EqualTo(1));
        Assert.That(catalogue.Errors.Select(e => (e.Path, e.Line)), Is.EqualTo(new[] { ("bad.feature", 4), ("bad.feature", 6) }));
        Assert.That(catalogue.Errors[0].ToString(), Does.StartWith("bad.feature:4:5: expected: ").And.EndWith("got 'Gvien y'").And.Not.Contain("\n"));
    }

    [TestCase("missing.feature", "no such file or folder")]
    [TestCase("missing.feature:3", "no such file or folder")]
    [TestCase("empty", "holds no *.feature file")]
    [TestCase("latin1.feature", "not UTF-8")]
    [TestCase("language.feature", "Language not supported: xx")]
    public void UnreadableThings_AreErrors(string path, string problem)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        File.WriteAllBytes(Path.Combine(_folder, "latin1.feature"), [0x46, 0xE4, 0x0A]);
        Write("language.feature", "# language: xx\nFeature: F\n");

        var catalogue = FeatureCatalogue.Load([path], _folder);

        Assert.That(catalogue.Scenarios, Is.Empty);
        Assert.That(catalogue.Errors.Single().ToString(), Does.StartWith(path).And.Contain(problem));
    }

    [Test]
    public void TooLargeFile_IsRefused()
    {
        Write("large.feature", "Feature: F\n" + new string('#', FeatureReader.MostBytes));

        Assert.That(FeatureCatalogue.Load(["large.feature"], _folder).Errors.Single().Message, Is.EqualTo("the file is larger than 4 MiB"));
    }

    [Test]
    public void SmallFileThatUnfoldsWithoutEnd_IsRefused()
    {
        var placeholders = string.Concat(Enumerable.Repeat("<a>", 20_000));
        var rows = string.Concat(Enumerable.Repeat($"| {new string('x', 500)} |\n", 1000));

        var catalogue = FeatureCatalogue.Parse("bomb.feature", $"Feature: F\nScenario Outline: S\nGiven {placeholders}\nExamples:\n| a |\n{rows}");

        Assert.That(catalogue.Scenarios, Is.Empty);
        Assert.That(catalogue.Errors.Single().ToString(), Does.StartWith("bomb.feature:2: the file unfolds to more than"));
    }

    [Test]
    public void OtherLanguages_AreRead()
    {
        var catalogue = FeatureCatalogue.Parse("de.feature", "# language: de\nFunktionalität: F\n  Szenario: S\n    Angenommen ein Gast\n");

        Assert.That(catalogue.Scenarios.Single().Steps.Single().ToString(), Is.EqualTo("Angenommen ein Gast"));
        Assert.That(catalogue.Scenarios.Single().RuleName, Is.Null);
        Assert.That(catalogue.Features.Single().Language, Is.EqualTo("de"));
    }

    [Test]
    public void TagsAndName_SelectFromTheCatalogue()
    {
        var catalogue = FeatureCatalogue.Parse("device.feature", Hinting);

        Assert.That(catalogue.Select(TagExpression.Parse("@neighbours"), "6 WHILE").Single().Line, Is.EqualTo(22));
        Assert.That(catalogue.Select(TagExpression.Parse("not @MUST")).Single().Name, Is.EqualTo("alone"));
    }

    [Test]
    public void AnyText_YieldsAFeatureOrErrors()
    {
        string[] words =
        [
            "Feature: F", "Rule: R", "Background:", "Scenario: S", "Scenario Outline: <a>", "Examples:", "Given x <a>", "| a |", "| a | b |",
            "\"\"\"", "```", "@tag", "@", "# language: no", "# comment", "Given", "*", "\\", "|", "\t",
        ];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).List[0, 20].Sample(lines =>
        {
            var catalogue = FeatureCatalogue.Parse("x.feature", string.Join('\n', lines));
            Assert.That(catalogue.Errors.Count == 0, Is.EqualTo(catalogue.Features.Count == 1));
        });
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
