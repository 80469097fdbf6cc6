namespace Ballast.Conformance.Scenarios;

/// <summary>A step throws it when the side cannot be driven that way: the rest of the scenario is skipped.</summary>
/// <param name="reason">Why, in one line.</param>
public sealed class StepUnsupportedException(string reason) : Exception(reason);
