using System.Diagnostics.CodeAnalysis;

namespace Ballast.Conformance.Steps;

/// <summary>What a Then expected and did not find. Thrown by steps; the message is for the report.</summary>
/// <param name="expected">What the step expected.</param>
/// <param name="actual">What was there.</param>
public sealed class StepFailureException(string expected, string actual) : Exception($"expected {expected}, found {actual}")
{
    /// <summary>What the step expected.</summary>
    public string Expected => expected;

    /// <summary>What was there.</summary>
    public string Actual => actual;

    /// <summary>Fails the step unless the condition holds.</summary>
    public static void Unless([DoesNotReturnIf(false)] bool condition, string expected, string actual)
    {
        if (!condition) throw new StepFailureException(expected, actual);
    }

    /// <summary>Fails the step unless both are equal.</summary>
    public static void UnlessEqual<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new StepFailureException($"{what} {expected}", $"{actual}");
    }
}
