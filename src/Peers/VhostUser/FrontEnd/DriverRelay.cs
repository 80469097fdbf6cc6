using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>
/// Brings notifications to the driver's loop. What is on its way already is not sent again, so that a device which
/// notifies without end costs no memory. A connection that is over shows at the front end, not as a failure of the loop.
/// </summary>
internal sealed class DriverRelay(IEventLoop loop, IDriverNotifications driver)
{
    private readonly int[] _used = new int[256];
    private int _configuration;

    public void UsedBuffers(int queue) => Post(ref _used[queue], () => Volatile.Write(ref _used[queue], 0), () => driver.UsedBuffers(queue));

    public void ConfigurationChanged() => Post(ref _configuration, () => Volatile.Write(ref _configuration, 0), driver.ConfigurationChanged);

    private void Post(ref int underWay, Action arrived, Action notify)
    {
        if (Interlocked.Exchange(ref underWay, 1) != 0) return;
        loop.Post(() =>
        {
            arrived();
            try
            {
                notify();
            }
            catch (VhostUserException)
            {
                // The front end keeps why.
            }
        });
    }
}
