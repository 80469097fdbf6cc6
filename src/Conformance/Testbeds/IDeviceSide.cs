using Ballast.Guest.Transports;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// A machine with a balloon device under test that is not ours, as far as a scenario steers it. What a side cannot do is
/// unsupported, with a reason.
/// </summary>
public interface IDeviceSide : IAsyncDisposable
{
    /// <summary>Guest memory, as a program in the guest reaches it.</summary>
    GuestMemory Memory { get; }

    /// <summary>The machine's bus, on which every access to a register of the device is noted.</summary>
    /// <exception cref="Scenarios.StepNotApplicableException">There is none.</exception>
    IMachineBus Bus { get; }

    /// <summary>The device's PCI function on that bus.</summary>
    /// <exception cref="Scenarios.StepNotApplicableException">There is none.</exception>
    PciFunction PciFunction { get; }

    /// <summary>Where the registers of an MMIO device begin.</summary>
    /// <exception cref="Scenarios.StepNotApplicableException">It is none.</exception>
    ulong MmioAddress { get; }

    /// <summary>Whether the driver handles interrupts; a step may have taken them from it.</summary>
    bool HeedsInterrupts { get; }

    /// <summary>Until the result is disposed of, accesses to registers are the suite's own and are not noted.</summary>
    IDisposable LookAside();

    /// <summary>Makes the driver half of the transport to the device.</summary>
    /// <param name="isLegacy">Whether through the legacy interface.</param>
    /// <exception cref="Scenarios.StepUnsupportedException">There is no such way.</exception>
    /// <exception cref="Scenarios.StepNotApplicableException">The device has no such interface.</exception>
    ITransport Open(bool isLegacy);

    /// <summary>Features that the device offers, though its legacy interface cannot show them.</summary>
    FeatureSet ReadHiddenOffer();

    /// <summary>Returns when the device has done what it does at once in answer to everything up to now.</summary>
    void Settle();

    /// <summary>Lets the host want so many pages in the balloon.</summary>
    void SetTarget(uint pages);

    /// <summary>How many pages the host sees in the balloon.</summary>
    uint ReadActual();

    /// <summary>Lets the host ask for new statistics.</summary>
    void RequestStatistics();

    /// <summary>The statistics that the host knows.</summary>
    IReadOnlyDictionary<StatisticTag, ulong> ReadStatistics();

    /// <summary>Lets the host begin a round of hints; a round that is under way gives way to a new one.</summary>
    void StartHints();

    /// <summary>Begins a migration that may end as postcopy: what is still missing then is fetched when the guest needs it.</summary>
    void StartPostcopy();

    /// <summary>Takes the device out of the machine, as its administrator does, and returns when it is gone.</summary>
    void Remove();

    /// <summary>Whether the machine shows the device.</summary>
    bool IsThere { get; }

    /// <summary>Lets the host end the round with STOP.</summary>
    void StopHints();

    /// <summary>Lets the host be done with hints.</summary>
    void FinishHints();

    /// <summary>Ends the round under way, and finds the pages that the host need not send by then, as far as that shows.</summary>
    /// <param name="pages">RAM pages.</param>
    /// <returns>Those among them that were not sent.</returns>
    PageSet ReadSkipped(PageSet pages);

    /// <summary>Ends the migration that gives the round under way its sense.</summary>
    void EndMigration(MigrationEnd end);

    /// <summary>Compares all of RAM with what a migration that completed has sent.</summary>
    /// <returns>RAM pages that the destination would not have as they are here.</returns>
    PageSet FindLost();

    /// <summary>How many pages the host of the machine into which the guest was migrated sees in the balloon.</summary>
    uint ReadActualAtDestination();

    /// <summary>Writes RAM as a processor of the guest does, so that the machine's dirty log sees it.</summary>
    void Write(ulong address, ReadOnlySpan<byte> bytes);

    /// <summary>What the machine says of its RAM.</summary>
    MachineBuilt Describe();
}
