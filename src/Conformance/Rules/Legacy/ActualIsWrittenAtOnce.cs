using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>All four bytes of a legacy device's actual are written in one access.</summary>
internal sealed class ActualIsWrittenAtOnce : PerLifeRule
{
    public override ClauseId Clause => "driver.legacy.balloon.inflate-deflate.2";

    protected override void Watch(TraceEvent e)
    {
        const int Start = BalloonConfiguration.ActualOffset, Width = sizeof(uint);
        if (!Context.Life.IsLegacy || e is not ConfigurationWritten { Offset: var offset, Width: var width } || !ConfigurationFields.Touches(e, Start, Start + Width)) return;
        Check(e, offset == Start && width == Width, $"bytes {offset} to {(long)offset + width - 1} are written, and actual is bytes 4 to 7");
    }
}
