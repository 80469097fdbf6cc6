using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <content>Memory and rings.</content>
public sealed partial class VhostUserFrontEnd
{
    private readonly Dictionary<int, QueueAddresses> _configured = [];
    private readonly SortedDictionary<int, FrontEndRing> _rings = [];
    private bool _memoryIsShared;

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue) => queue >= 0 && queue < _queueCount ? _options.QueueSize : (ushort)0;

    /// <inheritdoc/>
    public void ConfigureQueue(int queue, QueueAddresses addresses)
    {
        if (MaximumQueueSize(queue) == 0) throw new NotSupportedException($"there is no queue {queue} that vhost-user could carry");
        var user = new VringAddresses((uint)queue, 0, UserAddress(addresses.Descriptors), UserAddress(addresses.Device), UserAddress(addresses.Driver), 0);
        ShareMemory();
        Do(FrontEndRequest.SetVringNum, Bytes(new VringState((uint)queue, addresses.Size)));
        Do(FrontEndRequest.SetVringBase, Bytes(new VringState((uint)queue, FirstBase)));
        Do(FrontEndRequest.SetVringAddr, Bytes(user));
        _configured[queue] = addresses;
    }

    /// <inheritdoc/>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment) =>
        throw new NotSupportedException("vhost-user cannot carry legacy queues: it tells the parts of each one");

    /// <inheritdoc/>
    public void EnableQueue(int queue)
    {
        if (!_configured.ContainsKey(queue)) throw new NotSupportedException($"queue {queue} was not configured, and vhost-user cannot enable one without");
        if (!_rings.TryGetValue(queue, out var ring))
        {
            ring = new FrontEndRing(queue);
            lock (_gate) _rings.Add(queue, ring);
            _loop.Invoke(() => ring.CallWatch = _loop.Add(ring.Call, _ => TakeCall(ring)));
        }
        if (!Has(ProtocolFeatures.InbandNotifications))
        {
            Do(FrontEndRequest.SetVringCall, Bytes((ulong)queue), ring.Call);
            Do(FrontEndRequest.SetVringKick, Bytes((ulong)queue), ring.Kick);
        }
        // Without bit 30 the kick has enabled it.
        if (UsesProtocolFeatures) Do(FrontEndRequest.SetVringEnable, Bytes(new VringState((uint)queue, 1)));
    }

    /// <inheritdoc/>
    public void ResetQueue(int queue) => throw new NotSupportedException("vhost-user cannot carry the reset of one queue");

    /// <inheritdoc/>
    public bool IsQueueReset(int queue) => throw new NotSupportedException("vhost-user cannot carry the reset of one queue");

    /// <summary>Kicks a queue that is enabled. vhost-user carries nothing that a notification says besides.</summary>
    public void Notify(int queue, NotificationData? data = null)
    {
        lock (_gate)
        {
            if (_isDisposed || !_rings.TryGetValue(queue, out var ring)) return;
            if (!Has(ProtocolFeatures.InbandNotifications))
            {
                Descriptors.Signal(ring.Kick);
                return;
            }
        }
        _connection.Tell(FrontEndRequest.VringKick, Bytes(new VringState((uint)queue, 0)), []);
    }

    // Slot 0 with a wrap counter of 1, for what was made available and what was used.
    private uint FirstBase => RingOptions.For(_accepted) is { IsPacked: true } options ? options.FirstPosition * 0x10001u : 0;

    private void ShareMemory()
    {
        if (_memoryIsShared) return;
        var table = new List<byte>(Bytes((ulong)_ram.Count));
        foreach (var range in _ram)
            table.AddRange(Bytes(new RegionDescription(range.Memory.GuestAddress, range.Memory.Length, (ulong)range.Memory.HostAddress, range.FileOffset)));
        Do(FrontEndRequest.SetMemTable, [.. table], [.. _ram.Select(r => (SafeHandle)r.File)]);
        _memoryIsShared = true;
    }

    private ulong UserAddress(ulong guestAddress)
    {
        foreach (var (memory, _, _) in _ram)
        {
            if (guestAddress >= memory.GuestAddress && guestAddress - memory.GuestAddress < memory.Length)
                return (ulong)memory.HostAddress + (guestAddress - memory.GuestAddress);
        }
        throw new NotSupportedException($"vhost-user cannot carry a ring at 0x{guestAddress:x}, which is no shared memory");
    }

    private void StopRings()
    {
        bool isPacked = RingOptions.For(_accepted).IsPacked;
        foreach (var ring in RingsInUse())
        {
            if (UsesProtocolFeatures) Do(FrontEndRequest.SetVringEnable, Bytes(new VringState((uint)ring.Index, 0)));
            var state = MemoryMarshal.Read<VringState>(Ask(FrontEndRequest.GetVringBase, Bytes(new VringState((uint)ring.Index, 0)), VringState.Size));
            if (state.Index != (uint)ring.Index) throw Broken(FrontEndRequest.GetVringBase, $"the answer is about ring {state.Index}, not {ring.Index}");
            if (!isPacked && state.Number > ushort.MaxValue) throw Broken(FrontEndRequest.GetVringBase, $"0x{state.Number:x} is no position in a split ring");
        }
        _loop.Invoke(ForgetRings);
    }

    private FrontEndRing[] RingsInUse()
    {
        lock (_gate) return [.. _rings.Values];
    }

    private void ForgetRings()
    {
        lock (_gate)
        {
            foreach (var ring in _rings.Values)
            {
                _loop.Remove(ring.CallWatch);
                ring.Dispose();
            }
            _rings.Clear();
        }
    }

    private void TakeCall(FrontEndRing ring)
    {
        if (Descriptors.Drain(ring.Call) == DrainOutcome.Signalled) _driver?.UsedBuffers(ring.Index);
    }
}
