namespace Ballast.Guest.Memory;

/// <summary>Zones of guest frames, lowest first, as a kernel on a PC has them.</summary>
public enum Zone
{
    /// <summary>Below 16 MiB.</summary>
    Dma,

    /// <summary>From 16 MiB to 4 GiB.</summary>
    Dma32,

    /// <summary>From 4 GiB on.</summary>
    Normal,
}
