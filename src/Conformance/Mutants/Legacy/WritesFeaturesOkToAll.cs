using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Sets and checks FEATURES_OK with a legacy device too.</summary>
internal sealed class WritesFeaturesOkToAll : DriverDecisions
{
    public override bool LeavesOut(InitialisationStep step, bool legacy) => false;
}
