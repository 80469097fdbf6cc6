using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A notification names a queue that has its notification address there: by its index, or by what the device has chosen for it.</summary>
/// <param name="clause">The clause.</param>
/// <param name="isChosen">Whether it is about NOTIF_CONFIG_DATA.</param>
/// <param name="withData">Whether it is about NOTIFICATION_DATA.</param>
internal sealed class NotificationNamesQueue(ClauseId clause, bool isChosen, bool withData) : PciRule(clause)
{
    private readonly Dictionary<int, uint> _offsets = [];
    private readonly Dictionary<int, ushort> _chosen = [];

    protected override void Watch(TraceEvent e)
    {
        if (CommonRegistersSeen.IsReset(e))
        {
            _offsets.Clear();
            _chosen.Clear();
        }
        if (Common.Queue is { } queue)
        {
            if (IsRead(e, CommonRegister.QueueNotifyOffset, 2, out uint unit)) _offsets[queue] = unit;
            if (IsRead(e, CommonRegister.QueueNotificationData, 2, out uint data)) _chosen[queue] = (ushort)data;
        }
        if (e is not RegisterWritten { Space: RegisterSpace.Notify, Offset: var offset, Value: var value }) return;
        if (Common.Accepts(Feature.NotifConfigData) != isChosen || Common.Accepts(Feature.NotificationData) != withData) return;
        if (Space.FirstOf(VirtioPciStructure.Notify) is not { } capability) return;
        var here = _offsets.Where(o => (ulong)o.Value * capability.NotifyMultiplier == offset).Select(o => o.Key).ToList();
        // Whoever has not read where a queue's address is writes to it by chance; that is another clause's.
        if (here.Count == 0) return;
        ushort said = (ushort)value;
        bool isNamed = isChosen ? here.Any(q => _chosen.TryGetValue(q, out ushort chosen) && chosen == said) : here.Contains(said);
        Check(e, isNamed, $"0x{said:x4} is written to the notification address of queue {string.Join(" or ", here)}");
    }
}
