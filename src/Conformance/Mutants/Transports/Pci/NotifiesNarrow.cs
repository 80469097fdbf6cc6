using Ballast.Guest.Transports;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Notifies in 2 bytes whatever was negotiated.</summary>
internal sealed class NotifiesNarrow : PciDecisions
{
    public override (uint Value, int Width) Notification(int queue, ushort? configured, NotificationData? data) =>
        base.Notification(queue, configured, data) with { Width = 2 };
}
