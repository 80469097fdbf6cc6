namespace Ballast.Conformance.Scenarios;

/// <summary>Runs once after the last scenario. The method is static.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterTestRunAttribute() : HookAttribute(HookKind.AfterTestRun, null);
