namespace Ballast.Peers.Containers;

/// <summary>Which peer of a release.</summary>
public enum PeerKind
{
    /// <summary>Linux, as User Mode Linux: a driver.</summary>
    Linux,

    /// <summary>QEMU: a device.</summary>
    Qemu,
}
