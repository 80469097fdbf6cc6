using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Refuses a configuration space without fields that it does not need.</summary>
internal sealed class WantsWholeConfiguration : DriverDecisions
{
    public override bool FitsConfiguration(int size, int needed) => size >= BalloonConfiguration.Size;
}
