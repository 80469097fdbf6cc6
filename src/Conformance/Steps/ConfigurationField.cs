using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Steps;

/// <summary>A field of the configuration space.</summary>
/// <param name="Offset">Its offset in bytes.</param>
public readonly record struct ConfigurationField(int Offset)
{
    /// <inheritdoc/>
    public override string ToString() => BalloonConfiguration.NameOf(Offset) ?? $"offset {Offset}";
}
