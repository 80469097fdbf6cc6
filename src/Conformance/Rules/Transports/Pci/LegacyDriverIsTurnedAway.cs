using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>
/// A device without a legacy interface that has an I/O bar 0 all the same answers to a legacy driver's reset by showing
/// zeros in every bar from then on.
/// </summary>
internal sealed class LegacyDriverIsTurnedAway() : PciRule("device.pci.non-transitional.1")
{
    private TraceEvent? _reset;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case RegisterWritten { Space: RegisterSpace.LegacyPci, Offset: LegacyPciRegister.DeviceStatus, Width: 1, Value: 0 }:
                if (NonTransitionalIdentity.Of(Space) == true) _reset = e;
                break;
            case RegisterRead { Space: RegisterSpace.PciConfiguration, Offset: >= PciRegister.FirstBar and < PciRegister.EndOfBars, Value: var value } when _reset is not null:
                Check(e, value == 0, $"a bar reads 0x{value:x8} after a legacy driver's reset #{_reset.Sequence}");
                break;
        }
    }
}
