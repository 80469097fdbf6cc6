using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes the first word of features to be chosen already when it reads it.</summary>
internal sealed class ReadsFeaturesUnselected : MmioDecisions
{
    public override bool SelectsDeviceFeatures(uint word) => word > 0;
}
