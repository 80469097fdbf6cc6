using Ballast.Conformance.Rules;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.QemuStreams;

/// <summary>
/// Which command id is current and since when. QEMU shows STOP while a round goes on, so a round that the driver has opened
/// lasts until another id is issued, DONE is shown, or the driver ends it.
/// </summary>
internal sealed class HintClock
{
    private CommandId? _issued;
    private CommandId? _named;

    /// <summary>When the current id was issued: the first event that shows it.</summary>
    public int IssuedAt { get; private set; }

    /// <summary>The id under which the driver hints, or null before it named one.</summary>
    public CommandId? Named => _named;

    /// <summary>Whether the event noted last begins the hints of another migration: the one before is done with.</summary>
    public bool BeginsAnew { get; private set; }

    /// <summary>Whether what is hinted now may be skipped.</summary>
    public bool IsOpen => _named is { IsRound: true } named && named == _issued;

    public void Note(TraceEvent e, int at)
    {
        BeginsAnew = false;
        switch (e)
        {
            case DeviceReset:
                (_issued, _named) = (null, null);
                return;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var id } }:
                // A trace that begins late does not show where the id came from.
                if (_issued is null && id.IsRound) Issue(id, at);
                _named = id;
                return;
            case FreePagesAsked { CommandId: { } asked }:
                Issue(asked, at);
                return;
        }
        if ((ConfigurationFields.Read(e, BalloonConfiguration.FreePageHintCommandIdOffset) ?? Changed(e)) is { } value && new CommandId(value) is var shown && shown != CommandId.Stop) Issue(shown, at);
    }

    private static uint? Changed(TraceEvent e) =>
        e is ConfigurationChanged { Offset: BalloonConfiguration.FreePageHintCommandIdOffset, After: var after } ? after : null;

    private void Issue(CommandId id, int at)
    {
        if (_issued == id) return;
        BeginsAnew = _issued == CommandId.Done && id.IsRound;
        (_issued, IssuedAt) = (id, at);
    }
}
