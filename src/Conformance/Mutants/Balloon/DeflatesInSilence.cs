using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Takes pages back without a word.</summary>
internal sealed class DeflatesInSilence : DriverDecisions
{
    public override bool AnnouncesDeflate => false;
}
