using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>The ISR status says so before the driver is notified of a change of the configuration, by the line or by a message.</summary>
internal sealed class IsrTellsOfConfiguration() : PciRule("device.pci.isr.2")
{
    private readonly InterruptCausesSeen _causes = new();
    private readonly VectorsSeen _vectors = new();
    private TraceEvent? _message;

    protected override void Watch(TraceEvent e)
    {
        if (Context.IsOvertaken) return;
        bool isRead = IsIsrRead(e, out uint isr);
        _vectors.Note(e, Common);
        _causes.Note(e, isRead ? isr : null);
        if (CommonRegistersSeen.IsReset(e))
        {
            _causes.Reset();
            _message = null;
        }
        if (e is InterruptMessageSent { Vector: var vector } && _vectors.Configuration == vector && !_vectors.QueuesOn(vector).Any()) _message = e;
        bool says = ((IsrStatus)isr & IsrStatus.Configuration) != 0;
        if (isRead && _message is { } message)
        {
            _message = null;
            Check(e, says, $"the ISR status is {isr} after #{message.Sequence}, which told of the configuration");
        }
        else if (isRead && says)
        {
            Kept(e);
        }
        else if (_causes is { ReadsOtherwise: true, Unexplained: { } read, HasUsed: false })
        {
            Broken(read, $"the ISR status is 0 after an interrupt, and #{e.Sequence} shows that the configuration has changed");
            _causes.Explain();
        }
    }
}
