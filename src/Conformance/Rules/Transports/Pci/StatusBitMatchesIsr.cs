using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Without MSI-X the interrupt bit of the PCI status is set exactly when a bit of the ISR status is.</summary>
internal sealed class StatusBitMatchesIsr() : PciRule("device.pci.isr.4")
{
    private bool? _shown;

    protected override void Watch(TraceEvent e)
    {
        // Whatever may have set a bit meanwhile makes the two incomparable.
        if (Space.IsMsiXOn || CommonRegistersSeen.IsReset(e) || e is InterruptLineChanged { IsRaised: true } or ConfigurationChanged or ChainUsed)
        {
            _shown = null;
        }
        else if (e is RegisterRead { Space: RegisterSpace.PciConfiguration, Offset: <= PciRegister.Status } read && read.Offset + read.Width > PciRegister.Status)
        {
            if (Space.Read(PciRegister.Status, 2) is not { } status) return;
            _shown = ((PciStatus)status & PciStatus.Interrupt) != 0;
        }
        else if (IsIsrRead(e, out uint isr))
        {
            if (_shown is { } shown) Check(e, shown == (isr != 0), $"the PCI status shows {(shown ? "an" : "no")} interrupt, and the ISR status is {isr}");
            _shown = null;
        }
    }
}
