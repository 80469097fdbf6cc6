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
    private TraceEvent? _untold;

    public override ClauseId Clause => "device.balloon.hinting.6";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        switch (e)
        {
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after, Notified: var notified }:
                if (new CommandId(after).IsRound) (_shown, _over) = (true, null);
                if (new CommandId(after) != CommandId.Done || !_shown) break;
                (_shown, _over) = (false, null);
                if (notified) Kept(e);
                else if (Context.Life.IsUp) _untold = e;
                break;
            case ConfigurationNotified when _untold is not null:
                Kept(_untold);
                _untold = null;
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
    protected override void Reborn(TraceEvent reset) => (_shown, _over, _untold) = (false, null, null);

    public override void End(TraceEvent last)
    {
        if (_over is not null) Missed();
        if (_untold is not null) Broken(_untold, "DONE is shown, and the driver is not notified");
    }

    private void Missed()
    {
        Broken(_over!, "the migration is over, and DONE is not shown");
        _over = null;
    }
}
