using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A notification is a write of 16 bits, or of 32 with NOTIFICATION_DATA.</summary>
/// <param name="clause">The clause.</param>
/// <param name="withData">Whether it is about NOTIFICATION_DATA.</param>
internal sealed class NotificationHasWidth(ClauseId clause, bool withData) : PciRule(clause)
{
    protected override void Watch(TraceEvent e)
    {
        if (e is not RegisterWritten { Space: RegisterSpace.Notify, Width: var width } || Common.Accepts(Feature.NotificationData) != withData) return;
        Check(e, width == (withData ? 4 : 2), $"a notification of {width} bytes {(withData ? "with" : "without")} NOTIFICATION_DATA");
    }
}
