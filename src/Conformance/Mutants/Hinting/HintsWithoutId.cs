using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Opens its rounds with pages.</summary>
internal sealed class HintsWithoutId : DriverDecisions
{
    public override IReadOnlyList<CommandId> Opening(CommandId shown) => [];
}
