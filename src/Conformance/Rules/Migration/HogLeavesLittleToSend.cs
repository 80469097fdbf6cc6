using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>
/// After a memory hog has ended in a guest of 8 GiB or more, a filtered migration takes at most 1/13.4 of the time and 5 % of the
/// bytes of an unfiltered one.
/// </summary>
internal sealed class HogLeavesLittleToSend : Rule
{
    private const double TimeRatio = 13.4;
    private const double ByteShare = 0.05;

    public override ClauseId Clause => "migration.outcome.4";

    public override void See(TraceEvent e)
    {
        if (e is not MigrationCompleted done || Context.LastWorkload != "hog" || !Context.IsGuestQuiet) return;
        if (Context.Migration is not { IsFiltered: true, SetUp.BytesPerSecond: not null, Unfiltered: { } plain }) return;
        if (done.Total * TimeRatio > plain.Total) Broken(e, $"{done.Total.TotalMilliseconds:0} ms, and {plain.Total.TotalMilliseconds:0} ms without the filter");
        else Check(e, done.TransferredBytes <= plain.TransferredBytes * ByteShare, $"{done.TransferredBytes} bytes, and {plain.TransferredBytes} without the filter");
    }
}
