using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>With bit 3 accepted the guest sets up queues 0 to 3, whatever becomes of STATS_VQ.</summary>
internal sealed class FourQueuesExist : BitmapRule
{
    private readonly SortedSet<int> _configured = [];

    public override ClauseId Clause => "bitmap.feature.2";

    protected override void Look(TraceEvent e)
    {
        switch (e)
        {
            case QueueConfigured { Index: var index }:
                _configured.Add(index);
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk && Context.Life.Accepts(Feature.GetFreePages):
                Check(e, _configured.SetEquals([0, 1, 2, 3]), $"the guest sets up queues {string.Join(' ', _configured)}, not 0 1 2 3");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _configured.Clear();
}
