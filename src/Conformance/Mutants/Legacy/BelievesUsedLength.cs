using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes an array for acknowledged only when the used length is 0.</summary>
internal sealed class BelievesUsedLength : DriverDecisions
{
    public override bool IsAcknowledged(uint usedLength) => usedLength == 0;
}
