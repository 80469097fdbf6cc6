namespace Ballast.Conformance.Scenarios;

/// <summary>What all hooks share: when they apply, in which order, under what name.</summary>
/// <param name="kind">When the hook runs.</param>
/// <param name="tags">The tag expression that a scenario must satisfy, or null for every scenario.</param>
/// <param name="line">Where it stands in its file.</param>
public abstract class HookAttribute(HookKind kind, string? tags, int line) : Attribute
{
    /// <summary>When the hook runs.</summary>
    public HookKind Kind { get; } = kind;

    /// <summary>The tag expression that a scenario must satisfy, or null for every scenario.</summary>
    public string? Tags { get; } = tags;

    /// <summary>The line in its source file: hooks of equal order keep the order of the file.</summary>
    public int Line { get; } = line;

    /// <summary>Lower runs earlier before, and later after; equal keeps the order of registration (reversed after).</summary>
    public int Order { get; set; } = 10_000;

    /// <summary>What reports call the hook; null for its method's name.</summary>
    public string? Name { get; set; }
}
