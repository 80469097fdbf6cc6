using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs once after the last scenario. The method is static.</summary>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterTestRunAttribute([CallerLineNumber] int line = 0) : HookAttribute(HookKind.AfterTestRun, null, line);
