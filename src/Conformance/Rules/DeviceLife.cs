using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules;

/// <summary>What a trace has shown of a device since its last reset.</summary>
internal sealed class DeviceLife
{
    /// <summary>Whether the trace shows the reset with which this life began.</summary>
    public bool BeganWithReset { get; init; }

    /// <summary>Whether the driver has reset the device by its status.</summary>
    public bool ResetWritten { get; set; }

    /// <summary>Whether the transport lets the driver read and write a status.</summary>
    public bool ShowsStatus { get; private set; }

    /// <summary>Everything that the driver has written into the status.</summary>
    public DeviceStatus Written { get; private set; }

    /// <summary>The status as it was read or written last, whichever came last.</summary>
    public DeviceStatus Status { get; private set; }

    /// <summary>Whether the driver has read the status since it wrote it.</summary>
    public bool StatusReadSinceWritten { get; private set; }

    /// <summary>The features offered, when the driver has read them.</summary>
    public FeatureSet? Offered { get; private set; }

    /// <summary>The features accepted, as written last.</summary>
    public FeatureSet? Accepted { get; private set; }

    /// <summary>Whether driver and device use the legacy interface: VERSION_1 is not accepted, or not offered (virtio 1.4, 2.2.3).</summary>
    public bool IsLegacy => (Accepted ?? Offered)?.IsLegacy == true;

    /// <summary>Whether the driver has set DRIVER_OK.</summary>
    public bool IsDriverOk => Written.HasFlag(DeviceStatus.DriverOk);

    /// <summary>Whether the driver has set FEATURES_OK.</summary>
    public bool IsFeaturesOk => Written.HasFlag(DeviceStatus.FeaturesOk);

    /// <summary>Whether the driver drives the device: DRIVER_OK, or without a status, a queue in use.</summary>
    public bool IsUp => IsDriverOk || (!ShowsStatus && QueueUsed);

    /// <summary>Whether nothing is to be expected for now: the device is suspended or needs a reset, or the driver has given up.</summary>
    public bool IsAtRest => (Status & (DeviceStatus.Suspend | DeviceStatus.DeviceNeedsReset | DeviceStatus.Failed)) != 0;

    /// <summary>Whether a status, as the driver reads it now, shows that its features were refused: FEATURES_OK did not stay.</summary>
    public bool IsRefusedWith(DeviceStatus read) => this is { IsFollowed: true, IsFeaturesOk: true, IsDriverOk: false }
        && (read & (DeviceStatus.FeaturesOk | DeviceStatus.DeviceNeedsReset)) == 0 && read != DeviceStatus.None;

    /// <summary>Whether a buffer or a notification went over any queue.</summary>
    public bool QueueUsed { get; private set; }

    /// <summary>Whether the trace shows this life from its beginning, with its status.</summary>
    public bool IsFollowed => ShowsStatus && (BeganWithReset || ResetWritten || _beganWithAcknowledge);

    private bool _beganWithAcknowledge;

    public bool Accepts(int feature) => Accepted?.Has(feature) == true;

    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case StatusWritten { Status: var status }:
                if (!ShowsStatus && status == DeviceStatus.Acknowledge) _beganWithAcknowledge = true;
                ShowsStatus = true;
                Written |= status;
                Status = status;
                StatusReadSinceWritten = false;
                break;
            case StatusRead { Status: var status }:
                ShowsStatus = true;
                Status = status;
                StatusReadSinceWritten = true;
                break;
            case FeaturesOffered { Features: var features }:
                Offered = features;
                break;
            case FeaturesAccepted { Features: var features }:
                Accepted = features;
                break;
            case ChainAvailable or ChainUsed or DeviceNotified:
                QueueUsed = true;
                break;
        }
    }
}
