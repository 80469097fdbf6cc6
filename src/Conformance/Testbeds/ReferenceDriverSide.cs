using Ballast.Conformance.Steps;
using Ballast.Guest;
using Ballast.Guest.Driver;
using Ballast.Guest.Memory;
using Ballast.Guest.Workloads;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>The reference guest as the driver under test, on the testbed's machine and loop.</summary>
public sealed class ReferenceDriverSide : IDriverSide
{
    private readonly Testbed _bed;

    /// <summary>Boots a guest whose kernel has its own pages and nothing else; its driver is not bound yet.</summary>
    public ReferenceDriverSide(Testbed bed, ITransport transport)
    {
        _bed = bed;
        var driver = new BalloonDriverOptions
        {
            Dialect = bed.Plan.Dialect,
            Numbering = bed.Plan.Numbering,
            ByteOrder = bed.Plan.ByteOrder,
            FillsFreePages = bed.Plan.FreePageValue is not null,
            PoisonValue = bed.Plan.FreePageValue ?? 0,
            Required = bed.Plan.Required,
        };
        // The series of 2016 knew neither poisoning nor reporting.
        if (bed.Plan.Dialect == Dialect.Bitmap) bed.Plan.Unknown |= FeatureSet.Of(Feature.PagePoison, Feature.PageReporting);
        // What only a driver over PCI knows.
        var supported = bed.Carrier == TransportKind.Pci ? driver.Supported.With(Feature.NotifConfigData) : driver.Supported;
        Guest = new(
            bed.MachineMemory(), RangesOf(bed.Machine.MemoryFor(DirtyClient.Guest)), transport, bed.Loop,
            new()
            {
                Seed = (ulong)bed.Seed,
                Decisions = bed.DriverDecisions,
                Driver = driver with { Supported = new(supported.Bits & ~bed.Plan.Unknown.Bits) },
            });
    }

    /// <summary>The guest.</summary>
    public ReferenceGuest Guest { get; }

    /// <inheritdoc/>
    public async Task BindAsync(CancellationToken cancellation)
    {
        Guest.Driver!.Bind();
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public async Task UnbindAsync(CancellationToken cancellation)
    {
        Guest.Driver!.Unbind();
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public async Task SuspendAsync(CancellationToken cancellation)
    {
        Guest.Driver!.Suspend();
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        Guest.Driver!.Resume();
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public async Task ResetQueueAsync(BalloonQueue queue, CancellationToken cancellation)
    {
        Guest.Driver!.ResetQueue(queue);
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public Task<ulong> FreeMemoryAsync(CancellationToken cancellation) => Task.FromResult(Guest.Allocator.FreePageCount * PageRun.PageSize);

    /// <inheritdoc/>
    public async Task UseMemoryAsync(CancellationToken cancellation)
    {
        await _bed.SettleAsync();
        var before = Guest.UsedPages();
        Guest.Run(new TakeWorkload());
        // What the driver said under the pressure came before the programs' writes.
        await _bed.SettleAsync();
        _bed.Record(new MemoryWritten(DirtyClient.Guest, _bed.RamPagesOf(Guest.UsedPages().Except(before))));
        await _bed.SettleAsync();
    }

    /// <inheritdoc/>
    public Task VerifyMemoryAsync(CancellationToken cancellation)
    {
        var lost = Guest.FindLost(_bed.MachineMemory().TryRead);
        _bed.Record(new SourceVerified("reused", Guest.UsedPages().Pages, _bed.RamPagesOf(lost)));
        StepFailureException.Unless(lost.Count == 0, "every page as the guest wrote it", $"{lost.Pages} pages differ: {lost}");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<PhysicalRange> RangesOf(GuestMemory memory) => memory.Regions.Select(r => new PhysicalRange(r.GuestAddress, r.Length));
}
