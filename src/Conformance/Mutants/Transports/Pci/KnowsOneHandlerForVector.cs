using Ballast.Guest.Transports;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Takes a message for the last queue that it has mapped to the vector.</summary>
internal sealed class KnowsOneHandlerForVector : PciDecisions
{
    public override IEnumerable<int> MeantBy(IReadOnlyList<int> mapped) => mapped.TakeLast(1);
}
