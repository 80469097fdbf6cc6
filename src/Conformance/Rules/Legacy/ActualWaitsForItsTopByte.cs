using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A device takes no note of actual before a legacy driver has written its top byte.</summary>
internal sealed class ActualWaitsForItsTopByte : PerLifeRule
{
    private const int Start = BalloonConfiguration.ActualOffset;
    private const int Top = Start + 3;

    private uint? _before;
    private bool _partial;

    public override ClauseId Clause => "device.legacy.balloon.inflate-deflate.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ConfigurationWritten when ConfigurationFields.Touches(e, Top, Top + 1):
                _partial = false;
                _before = null;
                break;
            case ConfigurationWritten when ConfigurationFields.Touches(e, Start, Top):
                _partial = true;
                break;
            case ActualSeen { Pages: var pages } when _partial && Context.Life.IsLegacy:
                if (_before is { } before) Check(e, pages == before, $"the host sees {pages} before the top byte of actual is written");
                break;
            case ActualSeen { Pages: var pages }:
                _before = pages;
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => (_before, _partial) = (null, false);
}
