using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Looks through the window where no capability says that there is anything.</summary>
internal sealed class LooksWhereNothingIs : PciDecisions
{
    public override void Found(PciFunction function, VirtioPciLayout? layout) => LooksAskew.Look(function, 0x8000);
}
