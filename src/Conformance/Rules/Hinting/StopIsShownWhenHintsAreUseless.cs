using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>The device shows STOP, or DONE, whenever it cannot use hints.</summary>
internal sealed class StopIsShownWhenHintsAreUseless : Rule
{
    private bool _firstSeen;
    private bool _begun;
    private TraceEvent? _over;

    public override ClauseId Clause => "device.balloon.hinting.1";

    public override void See(TraceEvent e)
    {
        if (!Context.IsHintDialect) return;
        if (ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) is { } read && !_firstSeen)
        {
            _firstSeen = true;
            if (!_begun && Context.Life.BeganWithReset) Check(e, !new CommandId(read).IsRound, $"command id {new CommandId(read)} is shown before any round");
        }
        switch (e)
        {
            case ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset }:
            case FreePagesAsked:
                _begun = true;
                _over = null;
                break;
            // What is hinted then would be held against bits of another round.
            case BitmapSynchronised or Switchover when _begun && Context.Shown is { IsRound: true } shown:
                Broken(e, $"command id {shown} is shown while hints are of no use");
                break;
            case MigrationCompleted or MigrationCancelled or MigrationFailed when Context.Shown is not null && _begun:
                _over = e;
                break;
        }
        if (e is ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after } && new CommandId(after) == CommandId.Stop) Kept(e);
    }

    public override void End(TraceEvent last)
    {
        if (_over is not null && Context.Shown is { } shown) Check(_over, !shown.IsRound, $"command id {shown} is still shown after the migration");
    }
}
