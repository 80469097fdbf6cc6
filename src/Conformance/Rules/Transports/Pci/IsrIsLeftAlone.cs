using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>With MSI-X the ISR status is not read for a queue.</summary>
internal sealed class IsrIsLeftAlone() : PciRule("driver.pci.isr.1")
{
    private readonly VectorsSeen _vectors = new();
    private TraceEvent? _message;

    protected override void Watch(TraceEvent e)
    {
        _vectors.Note(e, Common);
        if (e is InterruptMessageSent { Vector: var vector })
        {
            Settle();
            // A vector that stands for the configuration too is a reason to look.
            _message = _vectors.Configuration != vector && _vectors.QueuesOn(vector).Any() ? e : null;
        }
        else if (IsIsrRead(e, out _) && Space.IsMsiXOn && _message is { } message)
        {
            Broken(e, $"the ISR status is read after #{message.Sequence}, which was for a queue");
            _message = null;
        }
    }

    public override void End(TraceEvent last) => Settle();

    private void Settle()
    {
        if (_message is { } message) Kept(message);
        _message = null;
    }
}
