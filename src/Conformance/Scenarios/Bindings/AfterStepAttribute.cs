using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs after each step that ran, as a part of it, also when it failed.</summary>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AfterStepAttribute(string? tags = null, [CallerLineNumber] int line = 0) : HookAttribute(HookKind.AfterStep, tags, line);
