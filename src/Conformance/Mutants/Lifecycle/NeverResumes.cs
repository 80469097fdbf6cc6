using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Does not work on after it was suspended, and does not say why.</summary>
internal sealed class NeverResumes(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override void ResumeOperation()
    {
    }
}
