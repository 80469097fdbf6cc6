using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>The structure for notifications is long enough for the notification addresses of the queues.</summary>
/// <param name="clause">The clause.</param>
/// <param name="withData">Whether it is about devices that offer NOTIFICATION_DATA, whose notifications have 4 bytes, or about those that do not.</param>
/// <param name="whole">Whether it is judged when all queues are known, and not each by itself.</param>
internal sealed class NotifyLengthSuffices(ClauseId clause, bool withData, bool whole) : PciRule(clause)
{
    private readonly Dictionary<int, uint> _offsets = [];

    protected override void Watch(TraceEvent e)
    {
        if (!IsRead(e, CommonRegister.QueueNotifyOffset, 2, out uint unit) || Common.Queue is not { } queue) return;
        if (Common.Offers(Feature.NotificationData) != withData || Space.FirstOf(VirtioPciStructure.Notify) is not { } capability) return;
        // What an index without a queue shows is no address.
        if (Common.QueueCount is { } count && queue >= count) return;
        _offsets[queue] = unit;
        if (whole && (Common.QueueCount is not { } queues || Enumerable.Range(0, queues).Any(q => !_offsets.ContainsKey(q)))) return;
        uint farthest = whole ? _offsets.Values.Max() : unit;
        ulong least = (ulong)farthest * capability.NotifyMultiplier + (withData ? 4UL : 2UL);
        Check(e, capability.Length >= least, $"{(whole ? "the farthest queue" : $"queue {queue}")} needs {least} bytes, the structure has {capability.Length}");
    }
}
