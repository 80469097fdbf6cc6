using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Legacy;

/// <summary>Takes note of actual with every byte of it.</summary>
internal sealed class TakesActualBytewise(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool CompletesActual(int offset, int length) => true;
}
