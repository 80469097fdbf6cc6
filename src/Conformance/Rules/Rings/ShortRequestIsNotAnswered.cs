using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// A driver assumes nothing about bytes behind the used length. The one buffer of a balloon that a driver reads back is the
/// primed one of the bitmap dialect: with a length that does not cover the request it holds none.
/// </summary>
internal sealed class ShortRequestIsNotAnswered : PerLifeRule
{
    private readonly HashSet<ushort> _primed = [];
    private bool _short;

    public override ClauseId Clause => "driver.split.used.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: PrimedBuffer, Head: var head }:
                if (_short) Kept(e);
                _short = false;
                _primed.Add(head);
                break;
            case ChainAvailable { Queue: BalloonQueue.FreePage, Content: FreePageAnswer } when _short:
                Broken(e, "the driver answers a request of which the device says that it has not written it whole");
                _short = false;
                break;
            case ChainUsed { Queue: BalloonQueue.FreePage, Head: var head, Length: var length } when _primed.Remove(head):
                _short = length < FreePageRequestWire.Size;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        _primed.Clear();
        _short = false;
    }
}
