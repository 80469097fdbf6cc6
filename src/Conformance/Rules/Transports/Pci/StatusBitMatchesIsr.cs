using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Without MSI-X the interrupt bit of the PCI status is set exactly when a bit of the ISR status is.</summary>
internal sealed class StatusBitMatchesIsr() : PciRule("device.pci.isr.4")
{
    private bool? _shown;
    private bool _isCleared;

    protected override void Watch(TraceEvent e)
    {
        if (Space.IsMsiXOn || CommonRegistersSeen.IsReset(e))
        {
            (_shown, _isCleared) = (null, false);
        }
        else if (e is InterruptLineChanged { IsRaised: true } or ConfigurationChanged or ChainUsed)
        {
            (_shown, _isCleared) = (null, false);
        }
        else if (e is RegisterRead { Space: RegisterSpace.PciConfiguration, Offset: <= PciRegister.Status } read && read.Offset + read.Width > PciRegister.Status)
        {
            if (Space.Read(PciRegister.Status, 2) is not { } status) return;
            _shown = ((PciStatus)status & PciStatus.Interrupt) != 0;
            if (_isCleared) Check(e, _shown == false, "the PCI status shows an interrupt, though the ISR status was read");
        }
        else if (IsIsrRead(e, out uint isr))
        {
            if (_shown is { } shown) Check(e, shown == (isr != 0), $"the PCI status shows {(shown ? "an" : "no")} interrupt, and the ISR status is {isr}");
            (_shown, _isCleared) = (null, true);
        }
    }
}
