using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Reading the ISR status makes it 0: read again with no interrupt in between, it is.</summary>
internal sealed class IsrClearsOnRead() : PciRule("device.pci.isr.5")
{
    private TraceEvent? _read;

    protected override void Watch(TraceEvent e)
    {
        if (e is InterruptLineChanged { IsRaised: true } or ConfigurationChanged or ConfigurationNotified or ChainUsed || Space.IsMsiXOn || Context.IsOvertaken) _read = null;
        if (!IsIsrRead(e, out uint isr)) return;
        if (_read is { } before) Check(e, isr == 0, $"the ISR status is {isr}, though #{before.Sequence} has read it");
        _read = isr != 0 && !Space.IsMsiXOn ? e : null;
    }
}
