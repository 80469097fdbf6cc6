namespace Ballast.Conformance.Scenarios;

/// <summary>A step definition: a pattern and the method that keeps its promise.</summary>
public sealed class StepBinding
{
    internal StepBinding(StepPattern pattern, BoundMethod method)
    {
        Pattern = pattern;
        Method = method;
    }

    /// <summary>The Cucumber expression or regular expression as written.</summary>
    public string Expression => Pattern.Source;

    /// <summary>Whether <see cref="Expression"/> is a regular expression.</summary>
    public bool IsRegularExpression => Pattern.IsRegularExpression;

    /// <summary>Class and method, for messages.</summary>
    public string Source => Method.ToString();

    internal StepPattern Pattern { get; }

    internal BoundMethod Method { get; }

    /// <inheritdoc/>
    public override string ToString() => $"\"{Expression}\" ({Source})";
}
