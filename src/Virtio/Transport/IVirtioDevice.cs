using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Virtio.Transport;

/// <summary>
/// A device as the device half of any transport sees it. All calls are made on the device's loop. The device records
/// what happens in its trace; a transport only carries.
/// </summary>
public interface IVirtioDevice
{
    /// <summary>The features that the device offers.</summary>
    FeatureSet OfferedFeatures { get; }

    /// <summary>The features that the driver has accepted, valid from FEATURES_OK on.</summary>
    FeatureSet AcceptedFeatures { get; }

    /// <summary>The device status.</summary>
    DeviceStatus Status { get; }

    /// <summary>Number of queues that exist.</summary>
    int QueueCount { get; }

    /// <summary>Bytes of the configuration space.</summary>
    int ConfigurationSize { get; }

    /// <summary>Changes whenever the configuration space does.</summary>
    uint ConfigurationGeneration { get; }

    /// <summary>The driver reads the configuration generation (noted in the trace).</summary>
    uint ReadConfigurationGeneration() => ConfigurationGeneration;

    /// <summary>Gives the device its guest memory, or other memory than before; it keeps its queues where they still lie in memory.</summary>
    void AttachMemory(GuestMemory memory);

    /// <summary>Sets where notifications go.</summary>
    void AttachDriver(IDriverNotifications driver);

    /// <summary>The driver reads the features (noted in the trace).</summary>
    FeatureSet ReadFeatures();

    /// <summary>The driver writes the features that it accepts. Whether they are acceptable shows when it writes FEATURES_OK.</summary>
    void WriteFeatures(FeatureSet accepted);

    /// <summary>The driver reads the status (noted in the trace).</summary>
    DeviceStatus ReadStatus();

    /// <summary>The driver writes the status; <see cref="DeviceStatus.None"/> resets the device.</summary>
    void WriteStatus(DeviceStatus status);

    /// <summary>
    /// Takes the place of status writes on a transport that carries none (vhost-user): checks the accepted features and
    /// starts the device as DRIVER_OK does. Nothing is noted as written by the driver.
    /// </summary>
    /// <returns>Why the accepted features will not do, if so.</returns>
    Violation? Start();

    /// <summary>Takes the place of a reset on a transport that carries no status.</summary>
    void Reset();

    /// <summary>The driver reads configuration bytes; those past the end read as zero.</summary>
    void ReadConfiguration(int offset, Span<byte> destination);

    /// <summary>The driver writes configuration bytes; what is not writable stays as it is.</summary>
    void WriteConfiguration(int offset, ReadOnlySpan<byte> source);

    /// <summary>The largest size of a queue; 0 when it does not exist.</summary>
    ushort MaximumQueueSize(int queue);

    /// <summary>The driver says where a queue lies.</summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="addresses">Size and guest-physical addresses.</param>
    /// <param name="nextAvailable">Position to go on from, as <see cref="IDeviceQueue.NextAvailable"/> has it; null for a fresh queue.</param>
    void ConfigureQueue(int queue, QueueAddresses addresses, ushort? nextAvailable = null);

    /// <summary>The driver reads the largest size of a queue: on the legacy interface, the size that it has (noted in the trace there).</summary>
    ushort ReadQueueSize(int queue) => MaximumQueueSize(queue);

    /// <summary>The driver says through the legacy interface where a queue lies: the parts follow from the address (virtio 1.4, 2.7.2).</summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="address">Guest-physical address of the whole queue; 0 takes the queue back.</param>
    /// <param name="alignment">Alignment of the queue and of its used ring, in bytes.</param>
    void ConfigureLegacyQueue(int queue, ulong address, uint alignment);

    /// <summary>The queue may be used from now on.</summary>
    void EnableQueue(int queue);

    /// <summary>The queue is not used any more.</summary>
    /// <returns>The position at which it stopped, as <see cref="IDeviceQueue.NextAvailable"/> has it: chains that the device holds are given back to the ring first.</returns>
    ushort StopQueue(int queue);

    /// <summary>The driver asks for the reset of one queue (virtio 1.4, 2.6.1). The device may take its time.</summary>
    void ResetQueue(int queue);

    /// <summary>The driver reads whether the reset of a queue has taken place (noted in the trace).</summary>
    bool IsQueueReset(int queue);

    /// <summary>The driver says that a queue has new buffers.</summary>
    /// <param name="queue">Index of the queue.</param>
    /// <param name="data">What it says besides when NOTIFICATION_DATA was negotiated; null on a transport that does not carry it.</param>
    void Notify(int queue, NotificationData? data = null);
}
