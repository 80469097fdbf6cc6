namespace Ballast.Conformance.Scenarios;

/// <summary>Runs once before the first scenario; a failure keeps all scenarios from running. The method is static.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeTestRunAttribute() : HookAttribute(HookKind.BeforeTestRun, null);
