using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>What the driver has said on the free page queue since the last reset.</summary>
internal sealed class HintRound
{
    /// <summary>The command id that the driver sent last; null before the first.</summary>
    public CommandId? Named { get; private set; }

    /// <summary>Whether a round is open: an id was sent, and STOP was not.</summary>
    public bool IsOpen => Named is { IsRound: true };

    /// <summary>Blocks hinted under the id that was sent last.</summary>
    public int Blocks { get; private set; }

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var id } }:
                (Named, Blocks) = (id, 0);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock }:
                Blocks++;
                break;
        }
    }
}
