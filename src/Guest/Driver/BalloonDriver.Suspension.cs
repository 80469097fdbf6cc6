using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Guest.Driver;

/// <content>Suspending the device and letting it work on (virtio 1.4, 3.4).</content>
public sealed partial class BalloonDriver
{
    private bool IsSuspensionUnderWay => State is DriverState.Suspending or DriverState.Suspended or DriverState.Resuming;

    /// <summary>Asks the device to suspend, where that was negotiated: done when the state is Suspended.</summary>
    public void Suspend() => _loop.Post(() =>
    {
        if (!_context.Decisions.MaySuspend(_status, _context.Accepted)) return;
        State = DriverState.Suspending;
        _context.IsResting = _context.Decisions.RestsWhileSuspended;
        // driver.suspend.4: what was sent to the device before goes before.
        _loop.Post(WriteSuspend);
    });

    /// <summary>Lets a suspended device work on: done when the state is Running.</summary>
    public void Resume() => _loop.Post(() =>
    {
        if (State is not DriverState.Suspended) return;
        State = DriverState.Resuming;
        _context.Transport.WriteStatus(_status | DeviceStatus.DriverOk);
        if (_context.Decisions.AwaitsResumption) AwaitStatus(DriverState.Resuming, DeviceStatus.DriverOk, DeviceStatus.Suspend, WorkOn, "the device does not work on");
        else WorkOn();
    });

    private void WriteSuspend()
    {
        if (State is not DriverState.Suspending) return;
        _context.Transport.WriteStatus(_status | DeviceStatus.Suspend);
        if (_context.Decisions.AwaitsSuspension) AwaitStatus(DriverState.Suspending, DeviceStatus.Suspend, DeviceStatus.DriverOk, Rest, "the device does not suspend");
        else Rest();
    }

    private void AwaitStatus(DriverState state, DeviceStatus set, DeviceStatus clear, Action then, string failure)
    {
        var status = DeviceStatus.None;
        Await(() => State == state, IsDone, () =>
        {
            if (_context.Decisions.Resets(status)) Recover();
            else then();
        }, failure);

        bool IsDone()
        {
            status = _context.Transport.ReadStatus();
            return (status & (set | clear)) == set || (status & DeviceStatus.DeviceNeedsReset) != 0;
        }
    }

    private void Rest()
    {
        // driver.status.2: the status that is added to is the one that the device shows.
        _status = (_status | DeviceStatus.Suspend) & ~DeviceStatus.DriverOk;
        State = DriverState.Suspended;
    }

    private void WorkOn()
    {
        _status = (_status | DeviceStatus.DriverOk) & ~DeviceStatus.Suspend;
        _context.IsResting = false;
        State = DriverState.Running;
        // What came while the driver did not look.
        foreach (var role in Enum.GetValues<BalloonQueue>()) Served(role);
        Configured();
    }
}
