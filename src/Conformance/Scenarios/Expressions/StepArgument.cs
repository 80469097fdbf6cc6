namespace Ballast.Conformance.Scenarios;

/// <summary>One argument found in a step's text.</summary>
/// <param name="Group">The text that it took, with inner groups.</param>
/// <param name="Type">Its parameter type, or null in a regular expression.</param>
public sealed record StepArgument(MatchGroup Group, ParameterType? Type)
{
    internal object? Value(Type target, ParameterTypes types, ScenarioContainer container)
    {
        if (Type is null || Type.Name.Length == 0)
        {
            // Without a named type the method's parameter decides.
            var text = Group.Value;
            var fitting = text is null ? null : types.ForValue(target, text);
            return fitting is null ? ArgumentConversion.FromText(text, target) : fitting.Transform(Captures(fitting, text!), target, container);
        }
        return Type.Transform(Group.Captures, target, container);
    }

    private static string?[] Captures(ParameterType type, string text) =>
        new GroupTree($"^({type.Pattern})$").Match(text)![0].Captures;
}
