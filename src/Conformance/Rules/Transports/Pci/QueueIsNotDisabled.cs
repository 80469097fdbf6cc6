using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>0 is never written to queue_enable.</summary>
internal sealed class QueueIsNotDisabled() : PciRule("driver.pci.common.6")
{
    protected override void Watch(TraceEvent e)
    {
        if (IsWritten(e, CommonRegister.QueueEnable, out uint value)) Check(e, value != 0, "0 is written to queue_enable");
    }
}
