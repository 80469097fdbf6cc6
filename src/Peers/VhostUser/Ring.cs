using Ballast.Peers.VhostUser.Payloads;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser;

/// <summary>What a front end has said of one ring.</summary>
internal sealed class Ring(int index) : IDisposable
{
    public int Index => index;

    /// <summary>SET_VRING_NUM; 0 before.</summary>
    public ushort Size { get; set; }

    /// <summary>SET_VRING_ADDR; null before.</summary>
    public VringAddresses? Addresses { get; set; }

    /// <summary>Available index to go on from.</summary>
    public ushort? Base { get; set; }

    /// <summary>Whether the front end has asked where the ring was stopped.</summary>
    public bool WasAskedFor { get; set; }

    /// <summary>SET_VRING_KICK has been sent, with a descriptor or without.</summary>
    public bool HasKick { get; set; }

    /// <summary>SET_VRING_ENABLE; null before.</summary>
    public bool? IsEnabled { get; set; }

    /// <summary>Whether the device has the queue.</summary>
    public bool IsActive { get; set; }

    /// <summary>An in-band kick came before the device had the queue.</summary>
    public bool KickIsWaiting { get; set; }

    /// <summary>An in-band call could not be sent yet.</summary>
    public bool CallIsWaiting { get; set; }

    public SafeFileHandle? Kick { get; set; }

    public SafeFileHandle? Call { get; set; }

    public SafeFileHandle? Err { get; set; }

    public VhostUserLoop.Watch? KickWatch { get; set; }

    public void Dispose()
    {
        Kick?.Dispose();
        Call?.Dispose();
        Err?.Dispose();
    }
}
