using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Mutants.Lifecycle;

/// <summary>Takes writes to the configuration while it is suspended.</summary>
internal sealed class TakesWritesWhileSuspended(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool IgnoresConfigurationWrites => false;
}
