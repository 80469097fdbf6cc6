using System.Runtime.CompilerServices;

namespace Ballast.Conformance.Scenarios;

/// <summary>Binds a method to steps. The keyword documents intent: as in Cucumber, a step is found by its text alone.</summary>
/// <param name="expression">A Cucumber expression, or a regular expression when it starts with ^ or ends with $.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GivenAttribute(string expression, [CallerLineNumber] int line = 0) : StepBindingAttribute(expression, line);
