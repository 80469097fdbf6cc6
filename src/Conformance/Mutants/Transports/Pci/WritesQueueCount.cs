using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Writes the number of queues that it wants.</summary>
internal sealed class WritesQueueCount : PciDecisions
{
    public override void Found(PciFunction function, VirtioPciLayout? layout) => layout?.Common.Write(CommonRegister.QueueCount, 2, 3);
}
