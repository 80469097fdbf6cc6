using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Deflates pages whose inflate is unacknowledged.</summary>
internal sealed class DeflatesUnacknowledged : DriverDecisions
{
    public override bool MayDeflateBeforeInflateUsed => true;
}
