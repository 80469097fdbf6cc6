using Ballast.Host.Balloon;
using Ballast.Peers.Linux;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Migrations;

/// <summary>A Linux guest and its balloon, stopped and resumed together.</summary>
/// <param name="guest">The guest.</param>
/// <param name="device">The balloon.</param>
/// <param name="canaries">Files that are written while it runs.</param>
internal sealed class LinuxMachine(UmlGuest guest, BalloonDevice device, LinuxCanaries canaries) : IMigratedGuest
{
    private volatile bool _isStopped;

    public bool IsRunning => !_isStopped;

    public void Stop()
    {
        canaries.Halt();
        guest.Pause();
        device.Pause();
        _isStopped = true;
    }

    public void Resume()
    {
        _isStopped = false;
        device.Resume();
        guest.Resume();
    }
}
