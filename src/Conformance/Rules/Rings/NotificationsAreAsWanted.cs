using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// One side of a split ring notifies the other when it wants to be notified, and not otherwise. Judged between two looks at
/// the ring, and only where a look is sure to find both sides at rest: not with a third party that runs on its own.
/// </summary>
/// <param name="clause">The clause.</param>
/// <param name="byDevice">Whether the device notifies; otherwise the driver.</param>
/// <param name="judge">Whether a stretch keeps the clause; null when it says nothing about it.</param>
internal sealed class NotificationsAreAsWanted(string clause, bool byDevice, Func<NotificationWindow, bool?> judge) : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, RingView> _views = [];
    private readonly Dictionary<BalloonQueue, int> _sent = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life.Accepts(Feature.RingPacked) || Context.IsVhostUser) return;
        switch (e)
        {
            case DriverNotified { Queue: { } queue } when byDevice:
                Count(queue);
                break;
            case DeviceNotified { Queue: { } queue } when !byDevice:
                Count(queue);
                break;
            case RingObserved { Queue: var queue, View: var view }:
                if (_views.TryGetValue(queue, out var before)) Judge(e, queue, before, view);
                _views[queue] = view;
                _sent[queue] = 0;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _views.Clear();
        _sent.Clear();
    }

    private void Count(BalloonQueue queue) => _sent[queue] = _sent.GetValueOrDefault(queue) + 1;

    private void Judge(TraceEvent e, BalloonQueue queue, RingView before, RingView after)
    {
        int sent = _sent.GetValueOrDefault(queue);
        bool eventIndex = Context.Life.Accepts(Feature.EventIdx);
        var window = byDevice ? NotificationWindow.OfDevice(before, after, eventIndex, sent) : NotificationWindow.OfDriver(before, after, eventIndex, sent);
        if (window is not { } stretch || judge(stretch) is not { } kept) return;
        string wish = eventIndex ? $"the event index {stretch.Event}" : $"the flags {stretch.Flags}";
        Check(e, kept, $"{stretch.Moved} entries up to index {stretch.Index} of {TraceNames.Of(queue)} under {wish} brought {sent} notifications");
    }
}
