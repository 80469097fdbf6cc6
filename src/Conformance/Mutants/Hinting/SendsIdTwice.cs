using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Opens each round with its id twice.</summary>
internal sealed class SendsIdTwice : DriverDecisions
{
    public override IReadOnlyList<CommandId> Opening(CommandId shown) => [shown, shown];
}
