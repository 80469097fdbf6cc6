using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

public sealed partial class Testbed
{
    /// <summary>Reads every legacy queue that has a role in guest memory, and notes what is there.</summary>
    public IReadOnlyList<LegacyRingVerified> VerifyLegacyRings()
    {
        var found = new List<LegacyRingVerified>();
        Loop.Invoke(() =>
        {
            foreach (var queue in Events.OfType<QueueConfigured>().Where(q => q.Queue is not null).DistinctBy(q => q.Index).ToList())
                found.Add(new LegacyRingReader(CommonMemory, queue.Addresses, Plan.ByteOrder).Read(queue.Queue!.Value));
            // Still on the loop: a notification between a look and its record would seem to have come before the look.
            foreach (var ring in found) Record(ring);
        });
        return found;
    }
}
