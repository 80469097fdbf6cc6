using Ballast.Guest.Transports;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Transports.Pci;

/// <summary>Names the queue behind the one that it notifies of.</summary>
internal sealed class NamesNextQueue : PciDecisions
{
    public override (uint Value, int Width) Notification(int queue, ushort? configured, NotificationData? data) =>
        base.Notification(queue + 1, configured, data);
}
