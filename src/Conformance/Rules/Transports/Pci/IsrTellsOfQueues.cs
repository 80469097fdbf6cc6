using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Without MSI-X the ISR status says so before the driver is notified of used buffers.</summary>
internal sealed class IsrTellsOfQueues() : PciRule("device.pci.isr.3")
{
    private readonly InterruptCausesSeen _causes = new();

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsOvertaken) return;
        bool isRead = IsIsrRead(e, out uint isr);
        _causes.Note(e, isRead ? isr : null);
        if (CommonRegistersSeen.IsReset(e) || Space.IsMsiXOn) _causes.Reset();
        if (Space.IsMsiXOn) return;
        if (isRead && ((IsrStatus)isr & IsrStatus.Queue) != 0)
        {
            Kept(e);
        }
        else if (_causes is { Unexplained: { } read, HasUsed: true })
        {
            Broken(read, "the ISR status is 0 after an interrupt, and buffers were used");
            _causes.Explain();
        }
    }
}
