using System.Text.Json;
using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>The members of a Gherkin document's message.</summary>
internal static class DocumentJson
{
    public static void Write(Utf8JsonWriter json, GherkinDocument document)
    {
        json.WriteOptional("uri", document.Uri);
        json.WriteObject("feature", document.Feature, WriteFeature);
        json.WriteList("comments", document.Comments, (j, c) =>
        {
            WriteLocation(j, c.Location);
            j.WriteString("text", c.Text);
        });
    }

    public static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("location");
        json.WriteNumber("line", location.Line);
        if (location.Column is { } column)
            json.WriteNumber("column", column);
        json.WriteEndObject();
    }

    // The package's own names come by reflection, which a native build would miss.
    private static string KeywordType(StepKeywordType type) => type switch
    {
        StepKeywordType.CONTEXT => "Context",
        StepKeywordType.ACTION => "Action",
        StepKeywordType.OUTCOME => "Outcome",
        StepKeywordType.CONJUNCTION => "Conjunction",
        _ => "Unknown",
    };

    private static void WriteFeature(Utf8JsonWriter json, Feature feature)
    {
        WriteLocation(json, feature.Location);
        WriteTags(json, feature.Tags);
        json.WriteString("language", feature.Language);
        WriteTitle(json, feature.Keyword, feature.Name, feature.Description);
        json.WriteList("children", feature.Children, (j, child) =>
        {
            j.WriteObject("rule", child.Rule, WriteRule);
            j.WriteObject("background", child.Background, WriteBackground);
            j.WriteObject("scenario", child.Scenario, WriteScenario);
        });
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteString("id", rule.Id);
        WriteLocation(json, rule.Location);
        WriteTags(json, rule.Tags);
        WriteTitle(json, rule.Keyword, rule.Name, rule.Description);
        json.WriteList("children", rule.Children, (j, child) =>
        {
            j.WriteObject("background", child.Background, WriteBackground);
            j.WriteObject("scenario", child.Scenario, WriteScenario);
        });
    }

    private static void WriteBackground(Utf8JsonWriter json, Background background)
    {
        json.WriteString("id", background.Id);
        WriteLocation(json, background.Location);
        WriteTitle(json, background.Keyword, background.Name, background.Description);
        json.WriteList("steps", background.Steps, WriteStep);
    }

    private static void WriteScenario(Utf8JsonWriter json, Io.Cucumber.Messages.Types.Scenario scenario)
    {
        json.WriteString("id", scenario.Id);
        WriteLocation(json, scenario.Location);
        WriteTags(json, scenario.Tags);
        WriteTitle(json, scenario.Keyword, scenario.Name, scenario.Description);
        json.WriteList("steps", scenario.Steps, WriteStep);
        json.WriteList("examples", scenario.Examples, WriteExamples);
    }

    private static void WriteExamples(Utf8JsonWriter json, Examples examples)
    {
        json.WriteString("id", examples.Id);
        WriteLocation(json, examples.Location);
        WriteTags(json, examples.Tags);
        WriteTitle(json, examples.Keyword, examples.Name, examples.Description);
        json.WriteObject("tableHeader", examples.TableHeader, WriteRow);
        json.WriteList("tableBody", examples.TableBody, WriteRow);
    }

    private static void WriteStep(Utf8JsonWriter json, Step step)
    {
        json.WriteString("id", step.Id);
        WriteLocation(json, step.Location);
        json.WriteString("keyword", step.Keyword);
        json.WriteString("keywordType", KeywordType(step.KeywordType));
        json.WriteString("text", step.Text);
        json.WriteObject("docString", step.DocString, (j, doc) =>
        {
            WriteLocation(j, doc.Location);
            j.WriteOptional("mediaType", doc.MediaType);
            j.WriteString("content", doc.Content);
            j.WriteString("delimiter", doc.Delimiter);
        });
        json.WriteObject("dataTable", step.DataTable, (j, table) =>
        {
            WriteLocation(j, table.Location);
            j.WriteList("rows", table.Rows, WriteRow);
        });
    }

    private static void WriteRow(Utf8JsonWriter json, TableRow row)
    {
        json.WriteString("id", row.Id);
        WriteLocation(json, row.Location);
        json.WriteList("cells", row.Cells, (j, cell) =>
        {
            WriteLocation(j, cell.Location);
            j.WriteString("value", cell.Value);
        });
    }

    private static void WriteTags(Utf8JsonWriter json, IEnumerable<Tag> tags) => json.WriteList("tags", tags, (j, tag) =>
    {
        WriteLocation(j, tag.Location);
        j.WriteString("name", tag.Name);
        j.WriteString("id", tag.Id);
    });

    private static void WriteTitle(Utf8JsonWriter json, string keyword, string name, string? description)
    {
        json.WriteString("keyword", keyword);
        json.WriteString("name", name);
        json.WriteString("description", description ?? "");
    }
}
