using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Mmio;

/// <summary>Takes the first word of features to be chosen already when it writes it.</summary>
internal sealed class WritesFeaturesUnselected : MmioDecisions
{
    public override bool SelectsDriverFeatures(uint word) => word > 0;
}
