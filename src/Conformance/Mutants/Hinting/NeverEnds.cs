using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Ends its rounds by silence.</summary>
internal sealed class NeverEnds : DriverDecisions
{
    public override IReadOnlyList<CommandId> Ending(CommandId round) => [];
}
