using Ballast.Virtio;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <content>Features, of the protocol and of the device, and the device status.</content>
public sealed partial class VhostUserFrontEnd
{
    /// <summary>VHOST_USER_F_PROTOCOL_FEATURES and VHOST_F_LOG_ALL: bits of the transport's own, which no driver sees.</summary>
    private const int ProtocolFeaturesBit = 30, LogAllBit = 26;

    private FeatureSet _firstOffered;
    private FeatureSet _accepted;
    private DeviceStatus _status;
    private bool _featuresStand = true;
    private int _queueCount;

    /// <inheritdoc/>
    public FeatureSet ReadOfferedFeatures() => new FeatureSet(AskNumber(FrontEndRequest.GetFeatures)).Without(ProtocolFeaturesBit).Without(LogAllBit);

    /// <inheritdoc/>
    public void WriteAcceptedFeatures(FeatureSet features)
    {
        _accepted = features.Without(ProtocolFeaturesBit);
        var told = UsesProtocolFeatures ? _accepted.With(ProtocolFeaturesBit) : _accepted;
        // What the back end does not take shows by FEATURES_OK staying off.
        _featuresStand = TryDo(FrontEndRequest.SetFeatures, Bytes(told.Bits));
    }

    /// <inheritdoc/>
    public DeviceStatus ReadStatus()
    {
        var status = _status;
        if (Has(ProtocolFeatures.Status))
        {
            ulong read = AskNumber(FrontEndRequest.GetStatus);
            if (read > byte.MaxValue) throw Broken(FrontEndRequest.GetStatus, $"0x{read:x} is no device status");
            status = (DeviceStatus)read;
        }
        return _featuresStand ? status : status & ~DeviceStatus.FeaturesOk;
    }

    /// <inheritdoc/>
    public void WriteStatus(DeviceStatus status)
    {
        if (status == DeviceStatus.None)
        {
            Reset();
            return;
        }
        _status = status;
        if (Has(ProtocolFeatures.Status)) TryDo(FrontEndRequest.SetStatus, Bytes((ulong)status));
    }

    private bool UsesProtocolFeatures => _firstOffered.Has(ProtocolFeaturesBit);

    private void Negotiate()
    {
        _connection.Tell(FrontEndRequest.SetOwner, [], []);
        _firstOffered = new(AskNumber(FrontEndRequest.GetFeatures));
        _queueCount = _options.QueueCount;
        if (!UsesProtocolFeatures) return;
        var accepted = (ProtocolFeatures)AskNumber(FrontEndRequest.GetProtocolFeatures) & _options.ProtocolFeatures;
        const ProtocolFeatures InbandNeeds = ProtocolFeatures.BackendReq | ProtocolFeatures.ReplyAck;
        if ((accepted & InbandNeeds) != InbandNeeds) accepted &= ~ProtocolFeatures.InbandNotifications;
        // No answer is asked for: that there are answers is only being agreed.
        _connection.Tell(FrontEndRequest.SetProtocolFeatures, Bytes((ulong)accepted), []);
        ProtocolFeatures = accepted;
        if (Has(ProtocolFeatures.Mq)) _queueCount = AskQueueCount();
        if (Has(ProtocolFeatures.BackendReq)) OpenBackEndChannel();
    }

    private int AskQueueCount()
    {
        ulong count = AskNumber(FrontEndRequest.GetQueueNum);
        if (count > 1 << 16) throw Broken(FrontEndRequest.GetQueueNum, $"{count} queues, where a device has 65536 at most");
        // The index has 8 bits in SET_VRING_KICK and its kin.
        return Math.Min((int)count, 256);
    }

    // As QEMU does it: every ring is stopped and asked where; then the device is told, by the one of two messages that it knows.
    private void Reset()
    {
        StopRings();
        if (Has(ProtocolFeatures.Status)) Do(FrontEndRequest.SetStatus, Bytes(0UL));
        else if (Has(ProtocolFeatures.ResetDevice)) Do(FrontEndRequest.ResetDevice, []);
        _status = DeviceStatus.None;
        _accepted = FeatureSet.None;
        _featuresStand = true;
        _memoryIsShared = false;
        _configured.Clear();
    }
}
