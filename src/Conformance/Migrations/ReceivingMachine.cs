using Ballast.Guest;
using Ballast.Host.Machine;
using Ballast.Migration;
using Ballast.Migration.Links;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;

namespace Ballast.Conformance.Migrations;

/// <summary>The destination of a migration from another process: a machine of the same shape that waits for its guest.</summary>
public sealed class ReceivingMachine : IDisposable
{
    private readonly MigrationRequest _request;
    private readonly PcMachine _machine;
    private readonly MigrationListener _listener;

    private ReceivingMachine(MigrationRequest request, PcMachine machine, MigrationListener listener) =>
        (_request, _machine, _listener) = (request, machine, listener);

    /// <summary>Where it listens, with the port that was chosen.</summary>
    public MigrationAddress Address => _listener.Address;

    /// <summary>Builds the machine and begins to listen.</summary>
    /// <exception cref="ArgumentException">There is no such machine.</exception>
    /// <exception cref="IOException">There is not enough memory.</exception>
    /// <exception cref="MigrationException">The address is in use or not ours.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ReceivingMachine Listen(MigrationAddress address, MigrationRequest request, CancellationToken cancellation = default)
    {
        var machine = ReferenceSystem.NewMachine(request);
        try
        {
            HostMemory.TryPopulate(machine, cancellation);
            return new(request, machine, MigrationListener.Listen(address));
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a source and receives one migration.</summary>
    /// <exception cref="MigrationException">Nobody can connect.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anybody came.</exception>
    public DestinationOutcome Receive(CancellationToken cancellation = default) =>
        new NewMachineDestination(_machine).Run(_listener.Accept(Timeout.InfiniteTimeSpan, cancellation), cancellation);

    /// <summary>
    /// Works out what a reference guest of the same seed, workload and canaries must have in RAM, and looks for it: everything
    /// that its programs wrote before they began to change it for as long as they run.
    /// </summary>
    public ContentReport Verify(CancellationToken cancellation = default)
    {
        using var twin = ReferenceSystem.NewMachine(_request);
        var memory = twin.MemoryFor(DirtyClient.Guest);
        var guest = new ReferenceGuest(
            memory, ReferencePrograms.RangesOf(memory), null, new SteppedLoop(), new() { Seed = (ulong)_request.Seed });
        ReferencePrograms.Boot(guest, _request, cancellation);
        ulong needed = guest.UsedPages().Pages;
        var lost = guest.FindLost(_machine.MemoryFor(DirtyClient.Host).TryRead);
        return new(needed, lost.Pages, lost.Pages == 0 ? null : $"guest frames {lost} are not as a guest of this seed and workload wrote them");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _machine.Dispose();
    }
}
