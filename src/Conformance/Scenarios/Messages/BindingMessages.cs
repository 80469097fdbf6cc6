using System.Text.Json;
using Gherkin.CucumberMessages;

namespace Ballast.Conformance.Scenarios;

/// <summary>Writes what the bindings are, and keeps the ids that they got.</summary>
internal sealed class BindingMessages(EnvelopeLines lines, IIdGenerator ids)
{
    private readonly Dictionary<object, string> _ids = new(ReferenceEqualityComparer.Instance);

    public string IdOf(object binding) => _ids[binding];

    public void Write(BindingSet bindings)
    {
        foreach (var type in bindings.ParameterTypes)
            Write("parameterType", type, type.Method, json => WriteType(json, type));
        foreach (var missing in bindings.UndefinedParameterTypes)
        {
            lines.Write("undefinedParameterType", json =>
            {
                json.WriteString("name", missing.Name);
                json.WriteString("expression", missing.Expression);
            });
        }
        foreach (var step in bindings.Steps)
            Write("stepDefinition", step, step.Method, json => WriteStep(json, step));
        // Hooks around single steps have no message steps of their own: they run as part of the step.
        foreach (var hook in bindings.Hooks)
            Write("hook", hook, hook.Method, json => WriteHook(json, hook));
    }

    private void Write(string kind, object binding, BoundMethod? method, Action<Utf8JsonWriter> members)
    {
        var id = _ids[binding] = ids.GetNewId();
        lines.Write(kind, json =>
        {
            json.WriteString("id", id);
            members(json);
            json.WriteObject("sourceReference", method, (j, m) => j.WriteObject("javaMethod", m, (inner, named) =>
            {
                inner.WriteString("className", named.OwnerName);
                inner.WriteString("methodName", named.Name);
                inner.WriteStrings("methodParameterTypes", named.Parameters.Select(p => p.Name));
            }));
        });
    }

    private static void WriteType(Utf8JsonWriter json, ParameterType type)
    {
        json.WriteString("name", type.Name);
        json.WriteStrings("regularExpressions", type.Expressions);
        json.WriteBoolean("preferForRegularExpressionMatch", false);
        json.WriteBoolean("useForSnippets", type.UseForSnippets);
    }

    private static void WriteStep(Utf8JsonWriter json, StepBinding step)
    {
        json.WriteStartObject("pattern");
        json.WriteString("type", step.IsRegularExpression ? "REGULAR_EXPRESSION" : "CUCUMBER_EXPRESSION");
        json.WriteString("source", step.Expression);
        json.WriteEndObject();
    }

    private static void WriteHook(Utf8JsonWriter json, HookBinding hook)
    {
        json.WriteString("type", hook.Kind switch
        {
            HookKind.BeforeTestRun => "BEFORE_TEST_RUN",
            HookKind.BeforeScenario => "BEFORE_TEST_CASE",
            HookKind.BeforeStep => "BEFORE_TEST_STEP",
            HookKind.AfterStep => "AFTER_TEST_STEP",
            HookKind.AfterScenario => "AFTER_TEST_CASE",
            _ => "AFTER_TEST_RUN",
        });
        json.WriteOptional("name", hook.Name);
        if (hook.Tags.Source.Length > 0)
            json.WriteString("tagExpression", hook.Tags.Source);
    }
}
