namespace Ballast.Conformance.Scenarios;

/// <summary>What <see cref="GivenAttribute"/>, <see cref="WhenAttribute"/>, <see cref="ThenAttribute"/> and <see cref="StepDefinitionAttribute"/> share.</summary>
/// <param name="expression">The text that the steps must have.</param>
/// <param name="line">Where it stands in its file.</param>
public abstract class StepBindingAttribute(string expression, int line) : Attribute
{
    /// <summary>The Cucumber expression or regular expression.</summary>
    public string Expression { get; } = expression;

    /// <summary>The line in its source file: definitions keep the order of the file.</summary>
    public int Line { get; } = line;
}
