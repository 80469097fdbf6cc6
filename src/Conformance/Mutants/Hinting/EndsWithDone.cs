using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Ends its rounds with DONE, which is the device's word.</summary>
internal sealed class EndsWithDone : DriverDecisions
{
    public override IReadOnlyList<CommandId> Ending(CommandId round) => [CommandId.Done];
}
