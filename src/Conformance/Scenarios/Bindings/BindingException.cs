namespace Ballast.Conformance.Scenarios;

/// <summary>A step class is written wrongly: a fault of the suite, never of the side under test.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class BindingException(string message, Exception? inner = null) : Exception(message, inner);
