using Ballast.Virtio.Rings;

namespace Ballast.Virtio.Transport;

/// <summary>A transport's driver half: everything that a driver can do to a device (virtio 1.4, chapter 2).</summary>
public interface ITransport
{
    /// <summary>Where notifications go from now on.</summary>
    void Connect(IDriverNotifications driver);

    /// <summary>Reads the features that the device offers.</summary>
    FeatureSet ReadOfferedFeatures();

    /// <summary>Writes the features that the driver accepts.</summary>
    void WriteAcceptedFeatures(FeatureSet features);

    /// <summary>Reads the device status.</summary>
    DeviceStatus ReadStatus();

    /// <summary>Writes the device status; <see cref="DeviceStatus.None"/> resets the device.</summary>
    void WriteStatus(DeviceStatus status);

    /// <summary>Reads the configuration generation, which changes when the configuration does.</summary>
    uint ReadConfigurationGeneration();

    /// <summary>Bytes of the configuration space, as the transport tells them.</summary>
    int ConfigurationSize { get; }

    /// <summary>Reads bytes of the configuration space; bytes past its end read as zero.</summary>
    void ReadConfiguration(int offset, Span<byte> destination);

    /// <summary>Writes bytes of the configuration space; the device ignores what is not writable.</summary>
    void WriteConfiguration(int offset, ReadOnlySpan<byte> source);

    /// <summary>The largest size of a queue; 0 when the queue does not exist.</summary>
    ushort MaximumQueueSize(int queue);

    /// <summary>Tells the device where a queue lies.</summary>
    void ConfigureQueue(int queue, QueueAddresses addresses);

    /// <summary>
    /// Tells a legacy device where a queue lies: one address, from which the device computes the parts (virtio 1.4, 2.7.2).
    /// It may use the queue at once.
    /// </summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="address">Guest-physical address of the whole queue, a multiple of the alignment; 0 takes the queue back.</param>
    /// <param name="alignment">Alignment of the queue and of its used ring, in bytes.</param>
    void ConfigureLegacyQueue(int queue, ulong address, uint alignment);

    /// <summary>Lets the device use a queue that was configured.</summary>
    void EnableQueue(int queue);

    /// <summary>
    /// Takes a queue back for good, where the transport lets a driver do so for a single queue; elsewhere the device keeps
    /// it until it is reset.
    /// </summary>
    void StopQueue(int queue)
    {
    }

    /// <summary>Asks for the reset of one queue (virtio 1.4, 2.6.1). It is over when <see cref="IsQueueReset"/> says so.</summary>
    void ResetQueue(int queue);

    /// <summary>Reads whether the reset of a queue that was asked for has taken place.</summary>
    bool IsQueueReset(int queue);

    /// <summary>An available buffer notification (virtio 1.4, 2.3): returns before the device works.</summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="data">What it says besides when NOTIFICATION_DATA was negotiated.</param>
    void Notify(int queue, NotificationData? data = null);
}
