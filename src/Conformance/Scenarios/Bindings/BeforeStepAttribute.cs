using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs before each step, as a part of it.</summary>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BeforeStepAttribute(string? tags = null, [CallerLineNumber] int line = 0) : HookAttribute(HookKind.BeforeStep, tags, line);
