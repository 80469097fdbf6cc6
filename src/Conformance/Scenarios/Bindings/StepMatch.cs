namespace Ballast.Conformance.Scenarios;

/// <summary>A step definition that fits a step's text, and the arguments found in it.</summary>
/// <param name="Binding">The step definition.</param>
/// <param name="Arguments">The arguments, in the order of the text.</param>
public sealed record StepMatch(StepBinding Binding, IReadOnlyList<StepArgument> Arguments);
