using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Mutants.Balloon;

/// <summary>Refuses statistics that do not ascend by tag.</summary>
internal sealed class WantsStatisticsInOrder(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private StatisticTag _last;

    protected override bool Knows(StatisticTag tag)
    {
        if (!base.Knows(tag)) return false;
        bool isNext = tag >= _last || tag == StatisticTag.SwapIn;
        _last = tag;
        if (!isNext) Refuse(new("5.5.6.4", $"statistic {(ushort)tag} comes too late"));
        return isNext;
    }
}
