namespace Ballast.Host.Pci;

/// <summary>Capabilities of virtio's that a device may have, and that a driver passes over (virtio 1.4, 4.1.4.1).</summary>
[Flags]
public enum OddCapabilities
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One of a reserved type in front of the ones that count.</summary>
    ReservedType = 1,

    /// <summary>One with a reserved bar in front of the ones that count.</summary>
    ReservedBar = 2,

    /// <summary>A second one for common configuration, behind the first.</summary>
    Second = 4,
}
