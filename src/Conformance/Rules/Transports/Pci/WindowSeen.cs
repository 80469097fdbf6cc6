using System.Buffers.Binary;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What the driver has written into the capability of the window (virtio 1.4, 4.1.4.9).</summary>
internal sealed class WindowSeen
{
    private readonly byte[] _bytes = new byte[VirtioPciCapability.WindowSize];

    /// <summary>Index of the bar.</summary>
    public byte Bar => _bytes[VirtioPciCapability.BarOffset];

    /// <summary>Offset in the bar.</summary>
    public uint Offset => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(VirtioPciCapability.OffsetOffset));

    /// <summary>Bytes of an access.</summary>
    public uint Length => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(VirtioPciCapability.LengthOffset));

    /// <summary>Whether the driver has written where the window lies.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Takes the next event.</summary>
    /// <returns>Whether it reads or writes pci_cfg_data.</returns>
    public bool Note(TraceEvent e, ConfigurationSpaceSeen space)
    {
        if (PlaceOf(space) is not { } place) return false;
        if (e is RegisterWritten { Space: RegisterSpace.PciConfiguration, Offset: var offset, Width: var width, Value: var value }
            && offset >= place && offset + width <= place + VirtioPciCapability.TailOffset)
        {
            for (int i = 0; i < width; i++) _bytes[offset - place + i] = (byte)(value >> 8 * i);
            IsSet = true;
        }
        uint? accessed = e switch
        {
            RegisterWritten { Space: RegisterSpace.PciConfiguration } written => written.Offset,
            RegisterRead { Space: RegisterSpace.PciConfiguration } read => read.Offset,
            _ => null,
        };
        return IsSet && accessed >= place + VirtioPciCapability.TailOffset && accessed < place + VirtioPciCapability.WindowSize;
    }

    /// <summary>The register of common configuration that the window shows; null when it is none.</summary>
    public uint? CommonRegister(ConfigurationSpaceSeen space) =>
        space.FirstOf(VirtioPciStructure.Common) is { } common && common.Bar == Bar && Offset >= common.Offset && Offset - common.Offset < common.Length
            ? Offset - common.Offset : null;

    private static int? PlaceOf(ConfigurationSpaceSeen space) => space.FirstOf(VirtioPciStructure.PciAccess)?.Place;
}
