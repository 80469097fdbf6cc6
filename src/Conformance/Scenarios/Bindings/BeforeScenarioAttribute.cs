using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs before the steps of a scenario; a failure skips them.</summary>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BeforeScenarioAttribute(string? tags = null, [CallerLineNumber] int line = 0) : HookAttribute(HookKind.BeforeScenario, tags, line);
