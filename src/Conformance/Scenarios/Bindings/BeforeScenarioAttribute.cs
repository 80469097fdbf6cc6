namespace Ballast.Conformance.Scenarios;

/// <summary>Runs before the steps of a scenario; a failure skips them.</summary>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BeforeScenarioAttribute(string? tags = null) : HookAttribute(HookKind.BeforeScenario, tags);
