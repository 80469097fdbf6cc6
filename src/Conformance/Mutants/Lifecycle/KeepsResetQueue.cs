using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Shows the reset of a queue as done, and goes on with the queue.</summary>
internal sealed class KeepsResetQueue(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void ForgetQueue(int queue)
    {
    }
}
