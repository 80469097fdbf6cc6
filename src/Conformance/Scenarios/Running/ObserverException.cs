namespace Ballast.Conformance.Scenarios;

/// <summary>Carries what an observer threw out of the run, apart from what steps throw.</summary>
/// <param name="inner">What it threw.</param>
internal sealed class ObserverException(Exception inner) : Exception(inner.Message, inner);
