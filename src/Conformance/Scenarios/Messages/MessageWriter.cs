using System.Runtime.InteropServices;
using System.Text.Json;
using Cucumber.Messages;

namespace Ballast.Conformance.Scenarios;

/// <summary>
/// Writes a run as Cucumber Messages, one JSON envelope a line. Scenarios appear in the order asked for, each as a whole,
/// whatever the parallelism, so that two runs can be compared.
/// </summary>
/// <param name="output">Where the lines go. The caller closes it.</param>
/// <param name="catalogue">Where the scenarios come from.</param>
public sealed class MessageWriter(TextWriter output, FeatureCatalogue catalogue) : IScenarioObserver
{
    private readonly EnvelopeLines _lines = new(output);
    private readonly Queue<CaseMessages> _unwritten = [];
    private readonly Dictionary<Scenario, ScenarioResult> _finished = [];
    private BindingMessages? _bindings;
    private string _runId = "";
    private string? _judgeHookId;

    /// <summary>When set, each scenario ends with a hook of this name that carries the judge's outcome.</summary>
    public string? JudgeName { get; init; }

    /// <inheritdoc/>
    public void RunStarted(IReadOnlyList<Scenario> scenarios, BindingSet bindings, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        ArgumentNullException.ThrowIfNull(bindings);
        _lines.Write("meta", WriteMeta);
        foreach (var error in catalogue.Errors)
            _lines.Write("parseError", json => WriteError(json, error));
        var selected = scenarios.ToHashSet();
        foreach (var feature in catalogue.Features)
        {
            _lines.Write("source", json =>
            {
                json.WriteString("uri", feature.Uri);
                json.WriteString("data", feature.Source);
                json.WriteString("mediaType", "text/x.cucumber.gherkin+plain");
            });
            _lines.Write("gherkinDocument", json => DocumentJson.Write(json, feature.Document));
            foreach (var scenario in feature.Scenarios.Where(selected.Contains))
                _lines.Write("pickle", json => PickleJson.Write(json, scenario));
        }
        _bindings = new BindingMessages(_lines, catalogue.Ids);
        _bindings.Write(bindings);
        WriteJudge();
        _runId = catalogue.Ids.GetNewId();
        _lines.Write("testRunStarted", json =>
        {
            json.WriteTimestamp(at);
            json.WriteString("id", _runId);
        });
    }

    /// <inheritdoc/>
    public void RunHookFinished(RunHookResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var id = catalogue.Ids.GetNewId();
        _lines.Write("testRunHookStarted", json =>
        {
            json.WriteString("testRunStartedId", _runId);
            json.WriteString("id", id);
            json.WriteString("hookId", _bindings!.IdOf(result.Hook));
            json.WriteTimestamp(result.StartedAt);
        });
        foreach (var attachment in result.Attachments)
            AttachmentJson.Write(_lines, attachment, json => json.WriteString("testRunHookStartedId", id));
        _lines.Write("testRunHookFinished", json =>
        {
            json.WriteString("testRunHookStartedId", id);
            json.WriteTimestamp(result.StartedAt + result.Duration);
            var status = result.Exception is null ? StepStatus.Passed : StepStatus.Failed;
            CaseMessages.WriteResult(json, "result", status, result.Exception?.Message, result.Exception, result.Duration);
        });
    }

    /// <inheritdoc/>
    public void ScenariosPlanned(IReadOnlyList<ScenarioPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(plans);
        foreach (var plan in plans)
        {
            var messages = new CaseMessages(_lines, catalogue.Ids, _bindings!, plan, _judgeHookId);
            messages.WriteCase(_runId);
            _unwritten.Enqueue(messages);
        }
    }

    /// <inheritdoc/>
    public void ScenarioFinished(ScenarioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _finished[result.Scenario] = result;
        while (_unwritten.TryPeek(out var next) && _finished.Remove(next.Plan.Scenario, out var finished))
        {
            _unwritten.Dequeue();
            next.WriteRun(finished);
        }
        _lines.Flush();
    }

    /// <inheritdoc/>
    public void RunFinished(RunResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        // Whoever never started leaves a gap, behind which finished ones wait.
        foreach (var messages in _unwritten)
        {
            if (_finished.TryGetValue(messages.Plan.Scenario, out var finished))
                messages.WriteRun(finished);
        }
        _lines.Write("testRunFinished", json =>
        {
            json.WriteString("testRunStartedId", _runId);
            json.WriteTimestamp(result.FinishedAt);
            json.WriteBoolean("success", result.Succeeded);
            if (result.Error is { } error)
            {
                json.WriteString("message", error.Message);
                json.WriteException(error);
            }
        });
        _lines.Flush();
    }

    private void WriteJudge()
    {
        if (JudgeName is null)
            return;
        _judgeHookId = catalogue.Ids.GetNewId();
        _lines.Write("hook", json =>
        {
            json.WriteString("id", _judgeHookId);
            json.WriteString("type", "AFTER_TEST_CASE");
            json.WriteString("name", JudgeName);
            json.WriteStartObject("sourceReference");
            json.WriteEndObject();
        });
    }

    private static void WriteError(Utf8JsonWriter json, FeatureError error)
    {
        json.WriteStartObject("source");
        json.WriteString("uri", error.Path);
        if (error.Line > 0)
        {
            json.WriteStartObject("location");
            json.WriteNumber("line", error.Line);
            if (error.Column > 0)
                json.WriteNumber("column", error.Column);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteString("message", error.Message);
    }

    private static void WriteMeta(Utf8JsonWriter json)
    {
        json.WriteString("protocolVersion", ProtocolVersion.Version.Split('+')[0]);
        Product("implementation", "Ballast", typeof(MessageWriter).Assembly.GetName().Version?.ToString(3));
        Product("runtime", ".NET", Environment.Version.ToString());
        Product("os", RuntimeInformation.OSDescription, null);
        Product("cpu", RuntimeInformation.ProcessArchitecture.ToString(), null);

        void Product(string role, string name, string? version)
        {
            json.WriteStartObject(role);
            json.WriteString("name", name);
            json.WriteOptional("version", version);
            json.WriteEndObject();
        }
    }
}
