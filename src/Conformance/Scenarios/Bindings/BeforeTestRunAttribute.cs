using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Runs once before the first scenario; a failure keeps all scenarios from running. The method is static.</summary>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeTestRunAttribute([CallerLineNumber] int line = 0) : HookAttribute(HookKind.BeforeTestRun, null, line);
