namespace Ballast.Conformance.Scenarios;

/// <summary>What a scenario is run over, where it does not say so itself.</summary>
/// <param name="Transport">pci or mmio; null for calls within the process.</param>
/// <param name="Ring">packed where packed rings are used whatever the scenario accepts; null for what it accepts.</param>
public sealed record ScenarioVariant(string? Transport, string? Ring)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new[] { Transport ?? "direct", Ring }.Where(w => w is not null));
}
