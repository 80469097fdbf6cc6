using Ballast.Conformance.Clauses;
using Ballast.Conformance.Testbeds;
using Ballast.Guest.Driver;
using Ballast.Guest.Transports;
using Ballast.Host.Machine;
using Ballast.Host.Mmio;
using Ballast.Host.Pci;
using Ballast.Migration;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Mutants;

/// <summary>
/// A reference side with one fault: the clean side with one decision taken otherwise. It must be caught by the rules of the
/// clauses that it names, and by no other.
/// </summary>
/// <param name="Id">Its name on the command line, behind "reference+".</param>
/// <param name="Side">The side that is at fault.</param>
/// <param name="Fault">What it does, in one line.</param>
/// <param name="Breaks">The clauses that it breaks, all of which must be found.</param>
public sealed record Mutant(string Id, Side Side, string Fault, IReadOnlyList<ClauseId> Breaks)
{
    /// <summary>Makes the decisions of the driver; null where the driver is clean.</summary>
    public Func<DriverDecisions>? Decisions { get; init; }

    /// <summary>Makes the device; null where it is clean.</summary>
    public Func<DeviceParts, ProvokingBalloonDevice>? Device { get; init; }

    /// <summary>Builds the machine; null where it is clean.</summary>
    public Func<PcMachineOptions, ITraceSink?, PcMachine>? Machine { get; init; }

    /// <summary>Makes the source of a migration; null where it is clean.</summary>
    public Func<MigrationParts, MigrationSource>? Source { get; init; }

    /// <summary>Makes the destination of a migration; null where it is clean.</summary>
    public Func<IRam, MigrationDestination>? Destination { get; init; }

    /// <summary>Puts a device on PCI; null where that is clean.</summary>
    public Func<IVirtioDevice, ReferenceBus, IEventLoop, VirtioPciOptions, VirtioPciFunction>? Pci { get; init; }

    /// <summary>Maps a device into memory; null where that is clean.</summary>
    public Func<IVirtioDevice, ReferenceBus, IEventLoop, VirtioMmioOptions, VirtioMmioRegion>? Mmio { get; init; }

    /// <summary>Makes the decisions of a driver over PCI; null where it is clean.</summary>
    public Func<PciDecisions>? PciDriver { get; init; }

    /// <summary>Makes the decisions of a driver over MMIO; null where it is clean.</summary>
    public Func<MmioDecisions>? MmioDriver { get; init; }

    /// <summary>A bug of the field that it brings back: link to the report; null where it stands for no report.</summary>
    public string? Link { get; init; }
}
