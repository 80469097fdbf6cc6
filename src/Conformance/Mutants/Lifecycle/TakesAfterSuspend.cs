using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes buffers until it shows itself as suspended.</summary>
internal sealed class TakesAfterSuspend(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool MayServe => IsRunning;
}
