namespace Ballast.Conformance.Scenarios;

/// <summary>A proposal for a step that has no definition.</summary>
/// <param name="Expression">The Cucumber expression.</param>
/// <param name="Code">A C# method to paste into a step class.</param>
public sealed record StepSnippet(string Expression, string Code);
