using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using System.Buffers.Binary;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A driver gives a legacy device its statistics in the guest's byte order.</summary>
internal sealed class DriverStatisticsAreGuestEndian : PerLifeRule
{
    private const int LastTag = 15;

    public override ClauseId Clause => "driver.legacy.balloon.stats.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsBigEndian || !Context.Life.IsLegacy || e is not ChainAvailable { Content: Virtio.Tracing.Content.Statistics { Entries: var entries } }) return;
        // Tag 0 is the same in either order.
        var tags = entries.Select(entry => (ushort)entry.Tag).Where(tag => tag != 0).ToList();
        int swapped = tags.Count(tag => tag > LastTag && BinaryPrimitives.ReverseEndianness(tag) <= LastTag);
        if (swapped > 0) Broken(e, $"{swapped} tags are known ones with their bytes in the other order");
        else if (tags.Any(tag => tag <= LastTag)) Kept(e);
    }
}
