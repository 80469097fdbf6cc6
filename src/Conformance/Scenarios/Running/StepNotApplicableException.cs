namespace Ballast.Conformance.Scenarios;

/// <summary>A step throws it when the side does not offer what the scenario needs: the rest of the scenario is skipped.</summary>
/// <param name="reason">Why, in one line.</param>
public sealed class StepNotApplicableException(string reason) : Exception(reason);
