using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Takes every change of the configuration for a new round.</summary>
internal sealed class ReopensOnAnyChange : DriverDecisions
{
    public override HintRound Next(HintRound round, CommandId shown) => shown.IsRound ? new(shown, IsOpen: true) : base.Next(round, shown);
}
