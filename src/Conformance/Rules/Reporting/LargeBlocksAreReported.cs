using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Reporting;

/// <summary>What is reported comes in large blocks: judged where there was enough to choose from.</summary>
internal sealed class LargeBlocksAreReported : PerLifeRule
{
    private const uint Large = 64 << 10;
    private const int Enough = 8;

    private int _large;
    private int _small;
    private TraceEvent? _first;

    public override ClauseId Clause => "driver.balloon.reporting.5";

    protected override void Watch(TraceEvent e)
    {
        if (e is not ChainAvailable { Queue: BalloonQueue.Reporting, Buffers: var buffers }) return;
        foreach (var buffer in buffers)
        {
            if (buffer.Length >= Large) _large++;
            else _small++;
        }
        if (_large > _small) Kept(e);
        else _first ??= e;
    }

    protected override void Reborn(TraceEvent reset) => (_large, _small, _first) = (0, 0, null);

    public override void End(TraceEvent last)
    {
        if (_small > _large && _small >= Enough && _first is not null)
            Broken(_first, $"{_small} of {_small + _large} reported blocks have less than 64 KiB");
    }
}
