using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Offers pages until it has none left, whatever the device shows.</summary>
internal sealed class GoesOnAfterStop : DriverDecisions
{
    public override HintRound Next(HintRound round, CommandId shown) => shown == CommandId.Stop ? round : base.Next(round, shown);

    public override bool StopsOffering(CommandId round, CommandId shown) => false;
}
