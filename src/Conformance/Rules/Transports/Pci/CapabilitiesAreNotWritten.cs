using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Nothing is written into a capability of virtio, but for the window's.</summary>
internal sealed class CapabilitiesAreNotWritten() : PciRule("driver.pci.capabilities.9")
{
    protected override void Watch(TraceEvent e)
    {
        if (e is RegisterWritten { Space: RegisterSpace.PciConfiguration, Offset: var offset, Width: var width })
        {
            foreach (var capability in Space.Structures)
            {
                if (capability.Structure is not { Type: not VirtioPciStructure.PciAccess } structure) continue;
                if (offset + width > capability.Place && offset < capability.Place + structure.CapabilityLength)
                    Broken(e, $"the driver writes to offset 0x{offset:x}, in the capability of {structure.Type}");
            }
        }
        else if (IsWritten(e, CommonRegister.DeviceStatus, out _) && Common.IsDriverOk && Space.Structures.Any())
        {
            Kept(e);
        }
    }
}
