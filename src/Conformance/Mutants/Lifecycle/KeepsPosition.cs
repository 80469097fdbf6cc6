using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Goes on in the rings of a queue that was reset where it was before.</summary>
internal sealed class KeepsPosition(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override ushort? PositionAfterReset(ushort? before, ushort? fresh) => before;
}
