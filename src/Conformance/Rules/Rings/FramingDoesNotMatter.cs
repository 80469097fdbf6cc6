using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A device does not depend on how a request is split into descriptors.</summary>
internal sealed class FramingDoesNotMatter : PerLifeRule
{
    private readonly Dictionary<(BalloonQueue Queue, ushort Head), ChainAvailable> _split = [];

    public override ClauseId Clause => "device.framing.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable chain when IsSplit(chain):
                _split[(chain.Queue, chain.Head)] = chain;
                break;
            case ChainUsed { Queue: var queue, Head: var head } when _split.Remove((queue, head)):
                Kept(e);
                break;
            case Refused { By: TraceActor.Device, Violation.Message: var message } when _split.Count > 0:
                Broken(e, $"a request in several descriptors is refused: {message}");
                _split.Clear();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _split.Clear();

    // Only well-formed requests: a malformed one may be refused for its content.
    private static bool IsSplit(ChainAvailable chain) => chain.Buffers.Count(b => !b.IsDeviceWritable) > 1 && chain.Content switch
    {
        PageFrames { TrailingBytes: 0 } or Command => true,
        Virtio.Tracing.Content.Statistics { Bytes: var bytes } => bytes % 10 == 0,
        _ => false,
    };
}
