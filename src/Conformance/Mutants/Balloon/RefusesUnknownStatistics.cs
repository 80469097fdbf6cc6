using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Refuses a statistics buffer with a tag that it does not know.</summary>
internal sealed class RefusesUnknownStatistics(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override bool Knows(StatisticTag tag)
    {
        if (base.Knows(tag)) return true;
        Refuse(new("5.5.6.4", $"there is no statistic {(ushort)tag}"));
        return false;
    }
}
