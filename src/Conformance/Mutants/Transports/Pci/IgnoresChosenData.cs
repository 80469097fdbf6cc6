using Ballast.Guest.Transports;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Notifies by the index of a queue, though the device has chosen something else.</summary>
internal sealed class IgnoresChosenData : PciDecisions
{
    public override (uint Value, int Width) Notification(int queue, ushort? configured, NotificationData? data) =>
        base.Notification(queue, null, data);
}
