using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using System.Buffers.Binary;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A driver sends a legacy device command ids in the guest's byte order.</summary>
internal sealed class DriverCommandsAreGuestEndian : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.balloon.hinting.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsBigEndian || !Context.Life.IsLegacy || Context.Shown is not { IsRound: true, Value: var shown }) return;
        if (e is not ChainAvailable { Content: Command { Id.Value: var sent } } || shown == BinaryPrimitives.ReverseEndianness(shown)) return;
        if (sent == shown) Kept(e);
        else if (BinaryPrimitives.ReverseEndianness(sent) == shown) Broken(e, $"command id {Context.Shown} is sent as 0x{sent:x8}, its bytes in the other order");
    }
}
