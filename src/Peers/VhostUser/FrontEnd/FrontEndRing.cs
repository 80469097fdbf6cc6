using Ballast.Peers.VhostUser.Native;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>A ring that the back end works on, with the descriptors of its notifications.</summary>
internal sealed class FrontEndRing(int index) : IDisposable
{
    public int Index => index;

    public SafeFileHandle Kick { get; } = Descriptors.NewEvent();

    public SafeFileHandle Call { get; } = Descriptors.NewEvent();

    public VhostUserLoop.Watch? CallWatch { get; set; }

    public void Dispose()
    {
        Kick.Dispose();
        Call.Dispose();
    }
}
