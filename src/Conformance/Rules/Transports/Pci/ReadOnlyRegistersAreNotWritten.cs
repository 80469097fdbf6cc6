using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What is read-only in common configuration is not written.</summary>
internal sealed class ReadOnlyRegistersAreNotWritten() : PciRule("driver.pci.common.1")
{
    protected override void Watch(TraceEvent e)
    {
        if (e is not RegisterWritten { Space: RegisterSpace.Common, Offset: var offset }) return;
        bool isReadOnly = offset is >= CommonRegister.DeviceFeature and < CommonRegister.DriverFeatureSelect
            or CommonRegister.QueueCount or CommonRegister.QueueCount + 1 or CommonRegister.ConfigurationGeneration
            or CommonRegister.QueueNotifyOffset or CommonRegister.QueueNotifyOffset + 1 or CommonRegister.QueueNotificationData or CommonRegister.QueueNotificationData + 1;
        Check(e, !isReadOnly, $"the driver writes to offset 0x{offset:x}, which is read-only");
    }
}
