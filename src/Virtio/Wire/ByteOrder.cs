namespace Ballast.Virtio.Wire;

/// <summary>How the bytes of a number lie in memory: little-endian since virtio 1, the guest's own order before (virtio 1.4, 1.4).</summary>
public enum ByteOrder
{
    /// <summary>The lowest byte first.</summary>
    Little,

    /// <summary>The highest byte first, as a big-endian legacy guest has it.</summary>
    Big,
}
