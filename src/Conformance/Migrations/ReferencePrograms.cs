using Ballast.Guest;
using Ballast.Guest.Workloads;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>
/// What the reference guest's programs do before its balloon driver is bound. It follows from RAM, workload, seed and number
/// of canaries alone, so that a destination in another process can work out what it has to hold.
/// </summary>
internal static class ReferencePrograms
{
    public static Canaries Boot(ReferenceGuest guest, MigrationRequest request, CancellationToken cancellation)
    {
        Run(guest, new IdleWorkload(guest.Options.Seed), cancellation);
        var canaries = Canaries.Place(guest, request.Canaries);
        if (request.Workload == WorkloadKind.Cache) Run(guest, new CacheWorkload(seed: guest.Options.Seed), cancellation);
        return canaries;
    }

    public static void Run(ReferenceGuest guest, IWorkload workload, CancellationToken cancellation) =>
        guest.Run(new Interruptible(workload, cancellation));

    public static IEnumerable<Guest.Memory.PhysicalRange> RangesOf(GuestMemory memory) =>
        memory.Regions.Select(r => new Guest.Memory.PhysicalRange(r.GuestAddress, r.Length));

    private sealed class Interruptible(IWorkload workload, CancellationToken cancellation) : IWorkload
    {
        public string Name => workload.Name;

        public bool IsEndless => workload.IsEndless;

        public TimeSpan Pause => workload.Pause;

        public bool Step(Guest.Memory.ProgramMemory memory, TimeProvider time)
        {
            cancellation.ThrowIfCancellationRequested();
            return workload.Step(memory, time);
        }
    }
}
