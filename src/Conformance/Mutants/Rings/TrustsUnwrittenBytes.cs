using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Takes a request for whole, whatever the used length says.</summary>
internal sealed class TrustsUnwrittenBytes : DriverDecisions
{
    public override bool IsWholeRequest(uint usedLength) => true;
}
