namespace Ballast.Conformance.Scenarios;

/// <summary>A step throws it when it is not written yet: the run does not succeed.</summary>
/// <param name="reason">Why, in one line.</param>
public sealed class PendingStepException(string reason = "this step is not written yet") : Exception(reason);
