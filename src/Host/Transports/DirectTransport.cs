using Ballast.Virtio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Host.Transports;

/// <summary>
/// The shortest way between a driver and a device in one process. Registers are read and written on the device's loop while
/// the driver waits; notifications are queued on the loop of whoever they are for, so that nothing nests in its cause.
/// </summary>
/// <param name="device">The device.</param>
/// <param name="deviceLoop">The loop on which the device works.</param>
/// <param name="driverLoop">The loop on which the driver works; may be the same.</param>
public sealed class DirectTransport(IVirtioDevice device, IEventLoop deviceLoop, IEventLoop driverLoop) : ITransport
{
    /// <inheritdoc/>
    public void Connect(IDriverNotifications driver) => deviceLoop.Invoke(() => device.AttachDriver(new Relay(driver, driverLoop)));

    /// <inheritdoc/>
    public FeatureSet ReadOfferedFeatures() => deviceLoop.Invoke(device.ReadFeatures);

    /// <inheritdoc/>
    public void WriteAcceptedFeatures(FeatureSet features) => deviceLoop.Invoke(() => device.WriteFeatures(features));

    /// <inheritdoc/>
    public DeviceStatus ReadStatus() => deviceLoop.Invoke(device.ReadStatus);

    /// <inheritdoc/>
    public void WriteStatus(DeviceStatus status) => deviceLoop.Invoke(() => device.WriteStatus(status));

    /// <inheritdoc/>
    public uint ReadConfigurationGeneration() => deviceLoop.Invoke(device.ReadConfigurationGeneration);

    /// <inheritdoc/>
    public int ConfigurationSize => device.ConfigurationSize;

    /// <inheritdoc/>
    public void ReadConfiguration(int offset, Span<byte> destination)
    {
        int length = destination.Length;
        byte[] bytes = deviceLoop.Invoke(() =>
        {
            byte[] read = new byte[length];
            device.ReadConfiguration(offset, read);
            return read;
        });
        bytes.CopyTo(destination);
    }

    /// <inheritdoc/>
    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        byte[] bytes = source.ToArray();
        deviceLoop.Invoke(() => device.WriteConfiguration(offset, bytes));
    }

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue) => deviceLoop.Invoke(() => device.ReadQueueSize(queue));

    /// <inheritdoc/>
    public void ConfigureQueue(int queue, QueueAddresses addresses) => deviceLoop.Invoke(() => device.ConfigureQueue(queue, addresses));

    /// <inheritdoc/>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment) => deviceLoop.Invoke(() => device.ConfigureLegacyQueue(queue, address, alignment));

    /// <inheritdoc/>
    public void EnableQueue(int queue) => deviceLoop.Invoke(() => device.EnableQueue(queue));

    /// <inheritdoc/>
    public void ResetQueue(int queue) => deviceLoop.Invoke(() => device.ResetQueue(queue));

    /// <inheritdoc/>
    public bool IsQueueReset(int queue) => deviceLoop.Invoke(() => device.IsQueueReset(queue));

    /// <inheritdoc/>
    public void Notify(int queue, NotificationData? data = null) => deviceLoop.Post(() => device.Notify(queue, data));

    private sealed class Relay(IDriverNotifications driver, IEventLoop loop) : IDriverNotifications
    {
        public void UsedBuffers(int queue) => loop.Post(() => driver.UsedBuffers(queue));

        public void ConfigurationChanged() => loop.Post(driver.ConfigurationChanged);
    }
}
