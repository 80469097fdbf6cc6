namespace Ballast.Conformance.Scenarios;

/// <summary>Runs before each step, as a part of it.</summary>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BeforeStepAttribute(string? tags = null) : HookAttribute(HookKind.BeforeStep, tags);
