using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver works with every configuration space that has the fields that it needs.</summary>
internal sealed class SpaceOfAnySizeWillDo(ClauseId clause, bool isLarger) : PerLifeRule
{
    private int? _size;
    private bool _refused;
    private bool _isJudged;

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ConfigurationSized { Size: var size }:
                _size = size;
                break;
            case FeaturesOffered { Features: var offered } when _size is { } size && size >= BalloonConfiguration.SizeWith(offered, Context.Header.Dialect):
                _isJudged = size > BalloonConfiguration.Size == isLarger;
                break;
            case StatusRead { Status: var status } when Context.Life.IsFeaturesOk && !status.HasFlag(DeviceStatus.FeaturesOk):
                _refused = true;
                break;
            case StatusWritten { Status: var status } when _isJudged && !_refused && status.HasFlag(DeviceStatus.Failed) && !Context.Life.IsDriverOk:
                Broken(e, $"the driver gives up on a configuration space of {_size} bytes");
                _isJudged = false;
                break;
            case StatusWritten { Status: var status } when _isJudged && status.HasFlag(DeviceStatus.DriverOk):
            case ChainAvailable when _isJudged && !Context.Life.ShowsStatus:
                Kept(e);
                _isJudged = false;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_isJudged, _refused) = (false, false);
}
