using System.Buffers.Binary;

namespace Ballast.Virtio.Pci;

/// <summary>A virtio structure PCI capability (virtio 1.4, 4.1.4).</summary>
/// <param name="Place">Where the capability lies in the configuration space.</param>
/// <param name="CapabilityLength">cap_len: bytes of the capability.</param>
/// <param name="Type">cfg_type, which may be a number without a name.</param>
/// <param name="Bar">Index of the base address register; from 6 on reserved.</param>
/// <param name="Offset">Offset of the structure from the address of the bar.</param>
/// <param name="Length">Bytes of the structure.</param>
/// <param name="NotifyMultiplier">notify_off_multiplier, which only follows where <see cref="Type"/> is Notify.</param>
// struct virtio_pci_cap { u8 cap_vndr; u8 cap_next; u8 cap_len; u8 cfg_type; u8 bar; u8 id; u8 padding[2]; le32 offset; le32 length; };
public readonly record struct VirtioPciCapability(
    byte Place, byte CapabilityLength, VirtioPciStructure Type, byte Bar, uint Offset, uint Length, uint NotifyMultiplier = 0)
{
    /// <summary>Bytes of the capability.</summary>
    public const int Size = 16;

    /// <summary>Bytes of a notification capability.</summary>
    public const int NotifySize = 20;

    /// <summary>Bytes of the capability of the window: pci_cfg_data follows.</summary>
    public const int WindowSize = 20;

    /// <summary>Bytes of the capability of shared memory: the high halves of offset and length follow.</summary>
    public const int SharedMemorySize = 24;

    /// <summary>Offset of cap_len.</summary>
    public const int LengthOfCapability = 2;

    /// <summary>Offset of bar.</summary>
    public const int BarOffset = 4;

    /// <summary>Offset of offset.</summary>
    public const int OffsetOffset = 8;

    /// <summary>Offset of length.</summary>
    public const int LengthOffset = 12;

    /// <summary>Offset of notify_off_multiplier, or of pci_cfg_data.</summary>
    public const int TailOffset = 16;

    /// <summary>Whether the type and the bar are such as have a meaning.</summary>
    public bool IsDefined => Enum.IsDefined(Type) && Bar < PciRegister.BarCount;

    /// <summary>Reads a capability out of a configuration space.</summary>
    /// <param name="configuration">All 256 bytes.</param>
    /// <param name="place">Where it begins.</param>
    /// <param name="capability">The capability.</param>
    /// <returns>False when it does not fit, or is none of virtio's.</returns>
    public static bool TryRead(ReadOnlySpan<byte> configuration, int place, out VirtioPciCapability capability)
    {
        capability = default;
        if (place < 0x40 || place + Size > configuration.Length || configuration[place] != PciCapability.VendorSpecific) return false;
        var bytes = configuration[place..];
        if (bytes[LengthOfCapability] < Size) return false;
        var type = (VirtioPciStructure)bytes[3];
        bool hasTail = type == VirtioPciStructure.Notify && bytes[LengthOfCapability] >= NotifySize && bytes.Length >= NotifySize;
        capability = new(
            (byte)place, bytes[LengthOfCapability], type, bytes[BarOffset],
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[OffsetOffset..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[LengthOffset..]),
            hasTail ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[TailOffset..]) : 0);
        return true;
    }

    /// <summary>Writes the capability into a configuration space, all but cap_next.</summary>
    /// <param name="configuration">All 256 bytes.</param>
    public void Write(Span<byte> configuration)
    {
        var bytes = configuration[Place..];
        bytes[0] = PciCapability.VendorSpecific;
        bytes[LengthOfCapability] = CapabilityLength;
        bytes[3] = (byte)Type;
        bytes[BarOffset] = Bar;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[OffsetOffset..], Offset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[LengthOffset..], Length);
        if (Type == VirtioPciStructure.Notify) BinaryPrimitives.WriteUInt32LittleEndian(bytes[TailOffset..], NotifyMultiplier);
    }
}
