using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Negotiation;

/// <summary>Initialisations that go wrong, each made of the right one.</summary>
internal static class OtherSteps
{
    private static IReadOnlyList<InitialisationStep> All => Enum.GetValues<InitialisationStep>();

    /// <summary>Some steps are left out.</summary>
    public static IReadOnlyList<InitialisationStep> Without(params ReadOnlySpan<InitialisationStep> skipped)
    {
        var steps = All.ToList();
        foreach (var step in skipped) steps.Remove(step);
        return steps;
    }

    /// <summary>A step is taken before one that it should follow.</summary>
    public static IReadOnlyList<InitialisationStep> With(InitialisationStep early, InitialisationStep before)
    {
        var steps = All.ToList();
        steps.Remove(early);
        steps.Insert(steps.IndexOf(before), early);
        return steps;
    }

    /// <summary>A step is taken once more, behind another.</summary>
    public static IReadOnlyList<InitialisationStep> Again(InitialisationStep repeated, InitialisationStep after)
    {
        var steps = All.ToList();
        steps.Insert(steps.IndexOf(after) + 1, repeated);
        return steps;
    }

    /// <summary>Nothing before a step.</summary>
    public static IReadOnlyList<InitialisationStep> From(InitialisationStep first) => [.. All.SkipWhile(s => s != first)];
}
