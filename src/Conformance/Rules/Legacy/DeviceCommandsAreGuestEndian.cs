using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using System.Buffers.Binary;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A device reads the command ids of a legacy driver in the guest's byte order.</summary>
internal sealed class DeviceCommandsAreGuestEndian : PerLifeRule
{
    private bool _named;
    private ushort? _block;

    public override ClauseId Clause => "device.legacy.balloon.hinting.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsBigEndian || !Context.Life.IsLegacy) return;
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: Command { Id: var id } }:
                _named = id.IsRound && id == Context.Shown && id.Value != BinaryPrimitives.ReverseEndianness(id.Value);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreeBlock, Head: var head } when _named:
                _block = head;
                break;
            case PagesHinted when _block is not null:
                Kept(e);
                _block = null;
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head } when head == _block:
                Broken(e, $"a block under command id {Context.Shown} is not taken, though the id was sent in the guest's byte order");
                _block = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_named, _block) = (false, null);
}
