using Ballast.Virtio;

namespace Ballast.Peers.VhostUser;

internal sealed partial class FrontEndConnection
{
    /// <summary>VHOST_USER_F_PROTOCOL_FEATURES: a feature bit of the transport's own, which no device sees.</summary>
    private const int ProtocolFeaturesBit = 30;

    private FeatureSet? _accepted;
    private bool _isStarted;

    private bool HasStatus => _protocol.HasFlag(ProtocolFeatures.Status);

    private Violation? GetFeatures()
    {
        // Where a ring needs no SET_VRING_ENABLE, Linux sends no other word when it unbinds its driver: this, after which it
        // frees the rings. A device that went on would write into what is other people's memory by then.
        if (_isStarted && !HasStatus && !_ringsNeedEnable) StopDevice();
        var offered = _device.ReadFeatures();
        if (_options.ProtocolFeatures != ProtocolFeatures.None) offered = offered.With(ProtocolFeaturesBit);
        return Reply(FrontEndRequest.GetFeatures, offered.Bits);
    }

    private Violation? SetFeatures(ulong bits)
    {
        // Linux binds its driver anew on the same connection and sends no status: nothing but new features says so.
        if (_isStarted && !HasStatus) StopDevice();
        var accepted = new FeatureSet(bits);
        // Without the bit a ring needs no SET_VRING_ENABLE. The protocol features that were accepted stay, and Linux uses them.
        _ringsNeedEnable = accepted.Has(ProtocolFeaturesBit);
        _accepted = accepted.Without(ProtocolFeaturesBit);
        _device.WriteFeatures(_accepted.Value);
        return null;
    }

    private Violation? SetProtocolFeatures(ProtocolFeatures accepted)
    {
        if ((accepted & ~_options.ProtocolFeatures) != 0)
            return Refused(FrontEndRequest.SetProtocolFeatures, $"0x{(ulong)(accepted & ~_options.ProtocolFeatures):x} was not offered");
        const ProtocolFeatures InbandNeeds = ProtocolFeatures.BackendReq | ProtocolFeatures.ReplyAck;
        if (accepted.HasFlag(ProtocolFeatures.InbandNotifications) && (accepted & InbandNeeds) != InbandNeeds)
            return Refused(FrontEndRequest.SetProtocolFeatures, "INBAND_NOTIFICATIONS needs BACKEND_REQ and REPLY_ACK");
        _protocol = accepted;
        return null;
    }

    private Violation? SetStatus(ulong status)
    {
        if (status > byte.MaxValue) return Refused(FrontEndRequest.SetStatus, $"0x{status:x} is no device status");
        if (status == 0) ForgetRings();
        _device.WriteStatus((DeviceStatus)status);
        return null;
    }

    private Violation? ResetDevice()
    {
        StopDevice();
        return null;
    }

    /// <summary>Takes the place of DRIVER_OK where no status comes: a ring in use says that the driver is up.</summary>
    private void StartDevice()
    {
        if (_isStarted || HasStatus) return;
        _isStarted = true;
        if (_device.AcceptedFeatures != _accepted!.Value) _device.WriteFeatures(_accepted.Value);
        if (_device.Start() is { } violation) Leave(new(violation.Message, violation));
    }

    private void StopDevice()
    {
        ForgetRings();
        _isStarted = false;
        _device.Reset();
    }
}
