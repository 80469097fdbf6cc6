namespace Ballast.Conformance.Scenarios;

/// <summary>What <see cref="GivenAttribute"/>, <see cref="WhenAttribute"/>, <see cref="ThenAttribute"/> and <see cref="StepDefinitionAttribute"/> share.</summary>
/// <param name="expression">The text that the steps must have.</param>
public abstract class StepBindingAttribute(string expression) : Attribute
{
    /// <summary>The Cucumber expression or regular expression.</summary>
    public string Expression { get; } = expression;
}
