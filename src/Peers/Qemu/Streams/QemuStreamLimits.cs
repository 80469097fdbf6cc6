namespace Ballast.Peers.Qemu.Streams;

/// <summary>What a stream may ask of its reader.</summary>
public sealed record QemuStreamLimits
{
    /// <summary>Limits for every machine that is not out of the ordinary.</summary>
    public static QemuStreamLimits Default { get; } = new();

    /// <summary>Bytes in all RAM blocks.</summary>
    public ulong MaximumRam { get; init; } = 1UL << 40;

    /// <summary>RAM blocks.</summary>
    public int MaximumBlocks { get; init; } = 1024;

    /// <summary>Bytes of device state and its description, which are held until the description is there.</summary>
    public int MaximumDeviceState { get; init; } = 64 << 20;

    /// <summary>Bytes of the description of the devices.</summary>
    public int MaximumDescription { get; init; } = 32 << 20;
}
