using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Suspends with buffers that it has taken and did not use.</summary>
internal sealed class LeavesBuffersUnfinished(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void FinishBuffers()
    {
    }
}
