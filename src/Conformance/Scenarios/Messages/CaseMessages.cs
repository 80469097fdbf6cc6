using System.Text.Json;
using Gherkin.CucumberMessages;

namespace Ballast.Conformance.Scenarios;

/// <summary>The messages of one scenario: how it will be run, and how it went.</summary>
internal sealed class CaseMessages(
    EnvelopeLines lines, IIdGenerator ids, BindingMessages bindings, ScenarioPlan plan, string? judgeHookId)
{
    private readonly List<string> _stepIds = [];
    private string _caseId = "";
    private string _startedId = "";

    public ScenarioPlan Plan => plan;

    public void WriteCase(string runId)
    {
        _caseId = ids.GetNewId();
        lines.Write("testCase", json =>
        {
            json.WriteString("id", _caseId);
            json.WriteString("pickleId", plan.Scenario.Pickle.Id);
            json.WriteStartArray("testSteps");
            foreach (var step in plan.Steps)
                WriteStep(json, step);
            if (judgeHookId is not null)
                WriteHookStep(json, judgeHookId);
            json.WriteEndArray();
            json.WriteString("testRunStartedId", runId);
        });
    }

    public void WriteRun(ScenarioResult result)
    {
        if (result.StartedAt is not { } at)
            return;
        _startedId = ids.GetNewId();
        lines.Write("testCaseStarted", json =>
        {
            json.WriteString("id", _startedId);
            json.WriteString("testCaseId", _caseId);
            json.WriteTimestamp(at);
            json.WriteNumber("attempt", 0);
        });
        foreach (var (index, step) in result.Steps.Index())
            WriteStepRun(_stepIds[index], step);
        if (judgeHookId is not null)
            WriteJudgement(result);
        lines.Write("testCaseFinished", json =>
        {
            json.WriteString("testCaseStartedId", _startedId);
            json.WriteTimestamp(at + result.Duration);
            json.WriteBoolean("willBeRetried", false);
        });
    }

    public static void WriteResult(
        Utf8JsonWriter json, string name, StepStatus status, string? reason, Exception? thrown, TimeSpan duration)
    {
        json.WriteStartObject(name);
        json.WriteTime("duration", duration);
        json.WriteString("status", status switch
        {
            StepStatus.NotApplicable or StepStatus.Unsupported => "SKIPPED",
            _ => status.ToString().ToUpperInvariant(),
        });
        json.WriteOptional("message", reason);
        if (thrown is not null)
            json.WriteException(thrown);
        json.WriteEndObject();
    }

    private void WriteStepRun(string id, StepResult step)
    {
        WriteStarted(id, step.StartedAt);
        foreach (var attachment in step.Attachments)
        {
            AttachmentJson.Write(lines, attachment, json =>
            {
                json.WriteString("testCaseStartedId", _startedId);
                json.WriteString("testStepId", id);
            });
        }
        if (step.Snippets.Count > 0)
        {
            lines.Write("suggestion", json =>
            {
                json.WriteString("id", ids.GetNewId());
                json.WriteString("pickleStepId", step.Planned.Step!.Pickle.Id);
                json.WriteList("snippets", step.Snippets, (j, snippet) =>
                {
                    j.WriteString("language", "csharp");
                    j.WriteString("code", snippet.Code);
                });
            });
        }
        // An undefined or ambiguous step says why by its own messages.
        WriteFinished(id, step.StartedAt + step.Duration, json => WriteResult(
            json, "testStepResult", step.Status, step.Exception is null ? null : step.Reason, step.Exception, step.Duration));
    }

    private void WriteJudgement(ScenarioResult result)
    {
        var id = _stepIds[^1];
        var at = result.StartedAt!.Value + result.Duration;
        var isAgreed = result.Outcome.Status == result.Steps.Select(s => s.Status).DefaultIfEmpty().Max();
        WriteStarted(id, at);
        WriteFinished(id, at, json => WriteResult(
            json, "testStepResult",
            isAgreed ? StepStatus.Passed : result.Outcome.Status,
            isAgreed ? null : result.Outcome.Reason,
            isAgreed ? null : result.Outcome.Exception,
            TimeSpan.Zero));
    }

    private void WriteStarted(string id, DateTimeOffset at) => lines.Write("testStepStarted", json =>
    {
        json.WriteString("testCaseStartedId", _startedId);
        json.WriteString("testStepId", id);
        json.WriteTimestamp(at);
    });

    private void WriteFinished(string id, DateTimeOffset at, Action<Utf8JsonWriter> result) => lines.Write("testStepFinished", json =>
    {
        json.WriteString("testCaseStartedId", _startedId);
        json.WriteString("testStepId", id);
        result(json);
        json.WriteTimestamp(at);
    });

    private void WriteStep(Utf8JsonWriter json, PlannedStep step)
    {
        if (step.Hook is { } hook)
        {
            WriteHookStep(json, bindings.IdOf(hook));
            return;
        }
        json.WriteStartObject();
        json.WriteString("id", NewStepId());
        json.WriteString("pickleStepId", step.Step!.Pickle.Id);
        json.WriteStrings("stepDefinitionIds", step.Matches.Select(m => bindings.IdOf(m.Binding)));
        json.WriteList("stepMatchArgumentsLists", step.Matches, (lists, match) =>
            lists.WriteList("stepMatchArguments", match.Arguments, (j, argument) =>
            {
                j.WriteObject("group", argument.Group, WriteGroup);
                if (argument.Type is { Name: var name })
                    j.WriteString("parameterTypeName", name);
            }));
        json.WriteEndObject();
    }

    private void WriteHookStep(Utf8JsonWriter json, string hookId)
    {
        json.WriteStartObject();
        json.WriteString("id", NewStepId());
        json.WriteString("hookId", hookId);
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, MatchGroup group)
    {
        if (group.Start is { } start)
            json.WriteNumber("start", start);
        json.WriteOptional("value", group.Value);
        if (group.Children.Count > 0)
            json.WriteList("children", group.Children, WriteGroup);
    }

    private string NewStepId()
    {
        _stepIds.Add(ids.GetNewId());
        return _stepIds[^1];
    }
}
