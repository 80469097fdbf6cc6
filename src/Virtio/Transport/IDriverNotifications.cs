namespace Ballast.Virtio.Transport;

/// <summary>How a device reaches its driver. Implementations only note the fact and return; they never run the driver within the call.</summary>
public interface IDriverNotifications
{
    /// <summary>A used buffer notification (virtio 1.4, 2.3).</summary>
    void UsedBuffers(int queue);

    /// <summary>A configuration change notification (virtio 1.4, 2.3).</summary>
    void ConfigurationChanged();
}
