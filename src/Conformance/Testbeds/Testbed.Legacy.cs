using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Testbeds;

public sealed partial class Testbed
{
    /// <summary>Guest memory of the pair, as the suite reads it.</summary>
    public GuestMemory GuestMemory => UsesThirdParty ? Side.SharedMemory : MachineMemory();

    /// <summary>Reads every legacy queue that has a role in guest memory, and notes what is there.</summary>
    public IReadOnlyList<LegacyRingVerified> VerifyLegacyRings()
    {
        var found = new List<LegacyRingVerified>();
        Loop.Invoke(() =>
        {
            foreach (var queue in Events.OfType<QueueConfigured>().Where(q => q.Queue is not null).DistinctBy(q => q.Index).ToList())
                found.Add(new LegacyRingReader(GuestMemory, queue.Addresses, Plan.ByteOrder).Read(queue.Queue!.Value));
            return true;
        });
        foreach (var ring in found) Record(ring);
        return found;
    }
}
