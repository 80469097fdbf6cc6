using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Lifecycle;

/// <summary>A driver whose features were refused sets FAILED.</summary>
internal sealed class RefusalIsFollowedByFailed : PerLifeRule
{
    private TraceEvent? _refused;

    public override ClauseId Clause => "driver.init.12";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case StatusRead { Status: var status } when Context.Life.IsRefusedWith(status):
                _refused ??= e;
                break;
            case StatusWritten { Status: var status } when _refused is not null && status.HasFlag(DeviceStatus.Failed):
                Kept(e);
                _refused = null;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset)
    {
        if (_refused is not null) Broken(reset, "the features were refused, and the driver begins again without having set FAILED");
        _refused = null;
    }

    public override void End(TraceEvent last)
    {
        if (_refused is not null) Broken(last, "the features were refused, and the driver does not set FAILED");
    }
}
