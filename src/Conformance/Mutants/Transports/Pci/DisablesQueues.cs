using Ballast.Guest.Transports;
using Ballast.Virtio.Pci;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Disables a queue before it begins.</summary>
internal sealed class DisablesQueues : PciDecisions
{
    public override void Found(PciFunction function, VirtioPciLayout? layout)
    {
        layout?.Common.Write(CommonRegister.QueueSelect, 2, 0);
        layout?.Common.Write(CommonRegister.QueueEnable, 2, 0);
    }
}
