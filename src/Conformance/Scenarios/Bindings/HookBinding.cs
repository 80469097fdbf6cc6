namespace Ballast.Conformance.Scenarios;

/// <summary>A hook: a method that runs around a run, a scenario or a step.</summary>
public sealed class HookBinding
{
    internal HookBinding(HookAttribute attribute, TagExpression tags, BoundMethod method)
    {
        Kind = attribute.Kind;
        Order = attribute.Order;
        Name = attribute.Name;
        Tags = tags;
        Method = method;
    }

    /// <summary>When the hook runs.</summary>
    public HookKind Kind { get; }

    /// <summary>Lower runs earlier before, and later after.</summary>
    public int Order { get; }

    /// <summary>The name given to it, if any.</summary>
    public string? Name { get; }

    /// <summary>Which scenarios it applies to.</summary>
    public TagExpression Tags { get; }

    /// <summary>Class and method, for messages.</summary>
    public string Source => Method.ToString();

    internal BoundMethod Method { get; }
}
