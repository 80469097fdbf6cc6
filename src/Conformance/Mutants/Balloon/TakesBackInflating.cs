using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Takes pages back under pressure whose inflate buffer is outstanding.</summary>
internal sealed class TakesBackInflating : DriverDecisions
{
    public override bool MayTakeBackInflating => true;
}
