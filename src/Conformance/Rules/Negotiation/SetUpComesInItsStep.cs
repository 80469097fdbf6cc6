using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Negotiation;

/// <summary>Queues are set up between FEATURES_OK and DRIVER_OK, where some reading of the queue list of 5.5.2 has them.</summary>
internal sealed class SetUpComesInItsStep : PerLifeRule
{
    private readonly QueueIndices _numbering = new();
    private bool _configured;

    public override ClauseId Clause => "driver.init.7";

    protected override void Watch(TraceEvent e)
    {
        NoteNumbering(e);
        if (!Context.Life.IsFollowed) return;
        switch (e)
        {
            case QueueConfigured { Index: var index } when !Context.Life.IsFeaturesOk && !Context.Life.IsLegacy:
                Broken(e, $"queue {index} is configured before FEATURES_OK");
                break;
            case QueueConfigured { Index: var index } when Context.Life.IsDriverOk && !Context.Life.Accepts(Feature.RingReset):
                Broken(e, $"queue {index} is configured after DRIVER_OK");
                break;
            case QueueConfigured:
                _configured = true;
                break;
            case StatusWritten { Status: var status } when status.HasFlag(DeviceStatus.DriverOk) && !Context.Life.IsDriverOk:
                Check(e, _configured, "DRIVER_OK is set, and no queue is configured");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _configured = false;
        _numbering.Clear();
    }

    // Where no status is seen, the first buffer shows that the queues are set up.
    private void NoteNumbering(TraceEvent e)
    {
        if (e is QueueConfigured { Index: var index }) _numbering.Add(index);
        bool isSetUp = e is StatusWritten { Status: var status } ? status.HasFlag(DeviceStatus.DriverOk) : e is ChainAvailable && !Context.Life.ShowsStatus;
        if (!isSetUp || Context.Life is not { Offered: { } offered, Accepted: { } accepted } || !Context.IsHintDialect) return;
        string followed = _numbering.Followed(offered, accepted);
        if (followed.Length > 0) Interpretation = $"queue-numbering={followed}";
        else if (_configured && Context.Life.IsFollowed && !_numbering.AreEnough(offered, accepted))
            Broken(e, "the queues that are set up are not enough for what was negotiated, whatever the numbering");
    }
}
