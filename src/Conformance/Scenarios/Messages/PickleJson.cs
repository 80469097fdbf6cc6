using System.Text.Json;
using Io.Cucumber.Messages.Types;

namespace Ballast.Conformance.Scenarios;

/// <summary>The members of a pickle's message.</summary>
internal static class PickleJson
{
    public static void Write(Utf8JsonWriter json, Scenario scenario)
    {
        var pickle = scenario.Pickle;
        json.WriteString("id", pickle.Id);
        json.WriteString("uri", pickle.Uri);
        json.WriteStartObject("location");
        json.WriteNumber("line", scenario.Line);
        json.WriteNumber("column", scenario.Column);
        json.WriteEndObject();
        json.WriteStrings("astNodeIds", pickle.AstNodeIds);
        json.WriteList("tags", pickle.Tags, (j, tag) =>
        {
            j.WriteString("name", tag.Name);
            j.WriteString("astNodeId", tag.AstNodeId);
        });
        json.WriteString("name", pickle.Name);
        json.WriteString("language", pickle.Language);
        json.WriteList("steps", pickle.Steps, WriteStep);
    }

    private static string StepType(PickleStepType type) => type switch
    {
        PickleStepType.CONTEXT => "Context",
        PickleStepType.ACTION => "Action",
        PickleStepType.OUTCOME => "Outcome",
        _ => "Unknown",
    };

    private static void WriteStep(Utf8JsonWriter json, PickleStep step)
    {
        json.WriteString("id", step.Id);
        json.WriteString("text", step.Text);
        json.WriteString("type", StepType(step.Type));
        json.WriteObject("argument", step.Argument, (j, argument) =>
        {
            j.WriteObject("docString", argument.DocString, (inner, doc) =>
            {
                inner.WriteOptional("mediaType", doc.MediaType);
                inner.WriteString("content", doc.Content);
            });
            j.WriteObject("dataTable", argument.DataTable, (inner, table) =>
                inner.WriteList("rows", table.Rows, (rows, row) =>
                    rows.WriteList("cells", row.Cells, (cells, cell) => cells.WriteString("value", cell.Value))));
        });
        json.WriteStrings("astNodeIds", step.AstNodeIds);
    }
}
