using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser;

internal sealed partial class FrontEndConnection
{
    // The index has 8 bits in SET_VRING_KICK and its kin.
    private readonly Ring?[] _rings = new Ring?[256];
    private bool _ringsNeedEnable;

    private bool IsInband => _protocol.HasFlag(ProtocolFeatures.InbandNotifications);

    /// <summary>The device has used buffers of a queue.</summary>
    public void NotifyUsed(int queue)
    {
        if (_isOver || _rings[queue] is not { } ring) return;
        if (ring.Call is { } call)
        {
            if (Descriptors.Signal(call)) return;
            _options.Log?.Write($"nobody listens to the call of ring {queue}");
            call.Dispose();
            ring.Call = null;
        }
        else if (IsInband)
        {
            SendVringCall(ring);
        }
    }

    private Violation? DispatchToRing(FrontEndRequest request, VhostUserMessage message)
    {
        uint index = request is FrontEndRequest.SetVringKick or FrontEndRequest.SetVringCall or FrontEndRequest.SetVringErr
            ? new RingDescriptor(message.Read<ulong>()).Index
            : message.Read<uint>();
        if (index >= _rings.Length || index >= (uint)_device.QueueCount) return Refused(request, $"there is no ring {index}");
        var ring = _rings[index] ??= new((int)index);
        switch (request)
        {
            case FrontEndRequest.SetVringNum: return SetVringNum(ring, message.Read<VringState>().Number);
            case FrontEndRequest.SetVringAddr: return SetVringAddr(ring, message.Read<VringAddresses>());
            case FrontEndRequest.SetVringBase: return SetVringBase(ring, message.Read<VringState>().Number);
            case FrontEndRequest.GetVringBase: return GetVringBase(ring);
            case FrontEndRequest.SetVringEnable: return SetVringEnable(ring, message.Read<VringState>().Number);
            case FrontEndRequest.VringKick: return KickInband(ring);
            default: return SetDescriptor(request, ring, message);
        }
    }

    private Violation? SetVringNum(Ring ring, uint size)
    {
        if (ring.IsActive) return Refused(FrontEndRequest.SetVringNum, $"ring {ring.Index} is in use");
        ushort most = _device.MaximumQueueSize(ring.Index);
        if (size == 0 || size > most) return Refused(FrontEndRequest.SetVringNum, $"{size} entries for ring {ring.Index}, where {most} are the most");
        ring.Size = (ushort)size;
        return null;
    }

    private Violation? SetVringAddr(Ring ring, VringAddresses addresses)
    {
        if (ring.IsActive) return Refused(FrontEndRequest.SetVringAddr, $"ring {ring.Index} is in use");
        if (Translate(ring.Size, addresses) is null)
            return Refused(FrontEndRequest.SetVringAddr, $"ring {ring.Index} at 0x{addresses.Descriptor:x}, 0x{addresses.Available:x}, 0x{addresses.Used:x} does not lie in shared memory");
        ring.Addresses = addresses;
        Activate(ring);
        return null;
    }

    private static Violation? SetVringBase(Ring ring, uint value)
    {
        if (ring.IsActive) return Refused(FrontEndRequest.SetVringBase, $"ring {ring.Index} is in use");
        // User Mode Linux says 0 of a fresh packed ring as well, where slot 0 with a wrap counter of 1 is meant. Who never
        // asked where a ring was stopped cannot mean any other place.
        ring.Base = value == 0 && !ring.WasAskedFor ? null : (ushort)value;
        return null;
    }

    private Violation? GetVringBase(Ring ring)
    {
        Deactivate(ring);
        SetKick(ring, null);
        ring.HasKick = false;
        ring.WasAskedFor = true;
        return Reply(FrontEndRequest.GetVringBase, new VringState((uint)ring.Index, BaseOf(ring)));
    }

    // A packed ring has the used position in the upper half: the same, as nothing stays in flight.
    private uint BaseOf(Ring ring)
    {
        var options = RingOptions.For(_accepted ?? FeatureSet.None);
        uint position = ring.Base ?? options.FirstPosition;
        return options.IsPacked ? position | position << 16 : position;
    }

    private Violation? SetVringEnable(Ring ring, uint value)
    {
        if (value > 1) return Refused(FrontEndRequest.SetVringEnable, $"{value} is neither 0 nor 1");
        ring.IsEnabled = value == 1;
        if (value == 1)
        {
            Activate(ring);
            return null;
        }
        bool wasActive = ring.IsActive;
        Deactivate(ring);
        // Without a status, a driver that goes shows by this alone: Linux disables every ring when it is unbound.
        if (wasActive && _isStarted && !_rings.Any(r => r is { IsActive: true })) StopDevice();
        return null;
    }

    private Violation? KickInband(Ring ring)
    {
        ring.KickIsWaiting = true;
        if (ring.IsActive) DeliverWaitingKick(ring);
        else Activate(ring);
        return null;
    }

    private Violation? SetDescriptor(FrontEndRequest request, Ring ring, VhostUserMessage message)
    {
        var said = new RingDescriptor(message.Read<ulong>());
        if (said.HasReservedBits) return Refused(request, $"0x{said.Value:x} has bits that mean nothing");
        if (said.HasNone == (message.DescriptorCount == 1)) return Refused(request, said.HasNone ? "a descriptor came where none was announced" : "the descriptor is missing");
        if (request == FrontEndRequest.SetVringKick && said.HasNone && !IsInband) return Refused(request, "a ring without kicks would have to be polled");
        SafeFileHandle? descriptor = null;
        if (!said.HasNone)
        {
            descriptor = message.TakeDescriptor();
            if (!CanCarrySignals(descriptor))
            {
                descriptor.Dispose();
                return Refused(request, "the descriptor carries no signals");
            }
        }
        switch (request)
        {
            case FrontEndRequest.SetVringKick:
                SetKick(ring, descriptor);
                ring.HasKick = true;
                Activate(ring);
                break;
            case FrontEndRequest.SetVringCall:
                ring.Call?.Dispose();
                ring.Call = descriptor;
                break;
            default:
                ring.Err?.Dispose();
                ring.Err = descriptor;
                break;
        }
        return null;
    }

    // An eventfd, a pipe, or the socket pair that Linux takes for one. Another file (/dev/zero, say) would be ready for ever,
    // and one that blocks would stop the loop.
    private static bool CanCarrySignals(SafeFileHandle descriptor) =>
        Descriptors.TryGetStatus(descriptor, out var status) && (status.IsAnonymous || status.IsPipe || status.IsSocket) && Descriptors.TrySetNonBlocking(descriptor);

    private void SetKick(Ring ring, SafeFileHandle? kick)
    {
        _loop.Remove(ring.KickWatch);
        ring.KickWatch = null;
        ring.Kick?.Dispose();
        ring.Kick = kick;
        if (ring.IsActive) WatchKick(ring);
    }

    private void WatchKick(Ring ring)
    {
        if (ring.Kick is { } kick) ring.KickWatch = _loop.Add(kick, _ => Guarded(() => TakeKick(ring, kick)));
    }

    private void TakeKick(Ring ring, SafeFileHandle kick)
    {
        switch (Descriptors.Drain(kick))
        {
            case DrainOutcome.Signalled:
                _device.Notify(ring.Index);
                break;
            case DrainOutcome.Ended:
                _options.Log?.Write($"nobody kicks ring {ring.Index} any more");
                _loop.Remove(ring.KickWatch);
                ring.KickWatch = null;
                break;
        }
    }

    private void DeliverWaitingKick(Ring ring)
    {
        if (!ring.KickIsWaiting || !ring.IsActive) return;
        ring.KickIsWaiting = false;
        _device.Notify(ring.Index);
    }

    /// <summary>Gives the device the queue as soon as everything about it has been said. A kick that came before waits in its descriptor.</summary>
    private void Activate(Ring ring)
    {
        bool ready = _accepted is not null && ring.Size != 0 && (ring.HasKick || IsInband) && (ring.IsEnabled ?? !_ringsNeedEnable);
        if (ring.IsActive || !ready || ring.Addresses is not { } user || Translate(ring.Size, user) is not { } addresses) return;
        _device.ConfigureQueue(ring.Index, addresses, ring.Base);
        _device.EnableQueue(ring.Index);
        ring.IsActive = true;
        StartDevice();
        if (_isOver) return;
        WatchKick(ring);
        DeliverWaitingKick(ring);
    }

    private void Deactivate(Ring ring)
    {
        if (!ring.IsActive) return;
        ring.IsActive = false;
        _loop.Remove(ring.KickWatch);
        ring.KickWatch = null;
        ring.Base = _device.StopQueue(ring.Index);
    }

    private void ForgetRings()
    {
        for (int i = 0; i < _rings.Length; i++)
        {
            _loop.Remove(_rings[i]?.KickWatch);
            _rings[i]?.Dispose();
            _rings[i] = null;
        }
    }

    private QueueAddresses? Translate(ushort size, VringAddresses user) =>
        Memory.TryTranslate(user.Descriptor, out ulong descriptors) && Memory.TryTranslate(user.Available, out ulong available)
        && Memory.TryTranslate(user.Used, out ulong used)
            ? new QueueAddresses(size, descriptors, available, used)
            : null;
}
