using Ballast.Conformance.Mutants;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;
using Ballast.Peers.Linux;
using Ballast.Virtio.Balloon;

namespace Ballast.Conformance.Testbeds;

/// <summary>Who stands on either side in a run, and what all scenarios of the run share.</summary>
public interface ITestbedPeers
{
    /// <summary>Seed of everything that is left to chance.</summary>
    int Seed { get; }

    /// <summary>Program and version that record the traces.</summary>
    string Producer { get; }

    /// <summary>How long a side may take for what is asked of it. On virtual time it costs nothing.</summary>
    TimeSpan Patience { get; }

    /// <summary>Whose driver is used where a driver is under test.</summary>
    SideSpec Driver { get; }

    /// <summary>Whose device is used where a device is under test.</summary>
    SideSpec Device { get; }

    /// <summary>Where the stream of a migration of somebody else's machine is kept; null where it is not.</summary>
    string? StreamFileOf(Scenario scenario);

    /// <summary>Starts a device that is not ours.</summary>
    IDeviceSide OpenDevice(DeviceRequest request);

    /// <summary>How the device that is not ours numbers its queues, as it was found out; null when it does not show.</summary>
    QueueNumbering? NumberingOfDevice(TransportKind carrier, CancellationToken cancellation);

    /// <summary>The fault that one of our sides has in this run; null when all are clean.</summary>
    Mutant? Mutant { get; }

    /// <summary>The Linux kernel, when <see cref="Driver"/> is one.</summary>
    UmlKernel? Kernel { get; }
}
