using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Looks at the command id and does nothing about it.</summary>
internal sealed class AnswersNothing : DriverDecisions
{
    public override HintRound Next(HintRound round, CommandId shown) => HintRound.None;
}
