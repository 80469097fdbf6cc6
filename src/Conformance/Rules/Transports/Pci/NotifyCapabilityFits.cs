using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>The notification capability is one for notifications as wide as the features that are offered make them.</summary>
/// <param name="clause">The clause.</param>
/// <param name="withData">Whether it is about devices that offer NOTIFICATION_DATA, or about those that do not.</param>
/// <param name="fits">Whether a capability will do.</param>
internal sealed class NotifyCapabilityFits(ClauseId clause, bool withData, Func<VirtioPciCapability, bool> fits) : PciRule(clause)
{
    private bool _isJudged;

    protected override void Watch(TraceEvent e)
    {
        if (_isJudged || Common.Offers(Feature.NotificationData) is not { } offers || offers != withData) return;
        foreach (var capability in Space.Of(VirtioPciStructure.Notify))
        {
            _isJudged = true;
            Check(e, fits(capability),
                $"offset 0x{capability.Offset:x}, length 0x{capability.Length:x}, notify_off_multiplier {capability.NotifyMultiplier} {(withData ? "with" : "without")} NOTIFICATION_DATA");
        }
    }
}
