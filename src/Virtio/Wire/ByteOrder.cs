namespace Ballast.Virtio.Wire;

/// <summary>In which order the bytes of a number lie in memory.</summary>
public enum ByteOrder
{
    /// <summary>Least significant byte first: everything that follows virtio 1, and legacy guests of such a processor.</summary>
    Little,

    /// <summary>Most significant byte first: what the legacy interface shares with a guest of such a processor (virtio 1.4, 2.7.3).</summary>
    Big,
}
