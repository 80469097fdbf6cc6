using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Makes no buffer available again after an answer.</summary>
internal sealed class PrimesOnce : DriverDecisions
{
    public override bool PrimesAgain => false;
}
