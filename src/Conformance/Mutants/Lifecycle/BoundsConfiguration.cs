using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Refuses a configuration space that is larger than the structure that it knows.</summary>
internal sealed class BoundsConfiguration : DriverDecisions
{
    public override bool FitsConfiguration(int size, int needed) => size >= needed && size <= BalloonConfiguration.Size;
}
