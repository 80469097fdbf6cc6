using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>DONE is shown when hinted pages are no longer needed: also after a failure or a cancel.</summary>
internal sealed class DoneIsShown : PerLifeRule
{
    private bool _shown;
    private TraceEvent? _over;

    public override ClauseId Clause => "device.balloon.hinting.6";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after, Notified: var notified }:
                if (new CommandId(after).IsRound) (_shown, _over) = (true, null);
                if (new CommandId(after) != CommandId.Done || !_shown) break;
                Check(e, notified, "DONE is shown, and the driver is not notified");
                (_shown, _over) = (false, null);
                break;
            case MigrationCompleted or MigrationCancelled or MigrationFailed when _shown:
                _over = e;
                break;
            case FreePagesAsked when _over is not null:
                Missed();
                break;
        }
    }

    // The hinted pages of a driver that has gone are nobody's.
    protected override void Reborn(TraceEvent reset) => (_shown, _over) = (false, null);

    public override void End(TraceEvent last)
    {
        if (_over is not null) Missed();
    }

    private void Missed()
    {
        Broken(_over!, "the migration is over, and DONE is not shown");
        _over = null;
    }
}
