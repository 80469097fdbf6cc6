using System.Buffers.Binary;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>The PCI configuration space of a device, as far as the driver has read it.</summary>
internal sealed class ConfigurationSpaceSeen
{
    private readonly byte[] _bytes = new byte[PciRegister.Size];
    private readonly bool[] _known = new bool[PciRegister.Size];
    private List<CapabilitySeen>? _capabilities;

    /// <summary>Whether every byte was read.</summary>
    public bool IsComplete => !_known.Contains(false);

    /// <summary>Whether MSI-X is switched on.</summary>
    public bool IsMsiXOn => MsiXPlace is { } place && Read(place + MsiXRegister.Control, 2) is { } control && (control & MsiXRegister.Enable) != 0;

    /// <summary>Number of MSI-X vectors that the device reports; null where it has no MSI-X, or that was not read.</summary>
    public int? Vectors => MsiXPlace is { } place && Read(place + MsiXRegister.Control, 2) is { } control ? (int)(control & MsiXRegister.TableSize) + 1 : null;

    /// <summary>Takes the next event.</summary>
    public void Note(TraceEvent e)
    {
        switch (e)
        {
            case RegisterRead { Space: RegisterSpace.PciConfiguration, Offset: var offset, Width: var width, Value: var value }:
                Set(offset, width, value);
                break;
            // What the driver writes elsewhere need not be what the register holds then; here it is.
            case RegisterWritten { Space: RegisterSpace.PciConfiguration, Offset: var offset, Width: var width, Value: var value }
                when MsiXPlace is { } place && offset == place + MsiXRegister.Control && width == 2:
                uint size = Read(place + MsiXRegister.Control, 2) is { } before ? before & MsiXRegister.TableSize : 0;
                Set(offset, width, value & ~(ulong)MsiXRegister.TableSize | size);
                break;
        }
    }

    /// <summary>A register, or null when it was not read whole.</summary>
    public uint? Read(int register, int width)
    {
        uint value = 0;
        for (int i = 0; i < width; i++)
        {
            if (register + i >= _bytes.Length || !_known[register + i]) return null;
            value |= (uint)_bytes[register + i] << 8 * i;
        }
        return value;
    }

    /// <summary>The capabilities in the order of the list, as far as it was read.</summary>
    public IReadOnlyList<CapabilitySeen> Capabilities => _capabilities ??= Walk();

    /// <summary>Whether the list of capabilities was read to its end.</summary>
    public bool IsListComplete
    {
        get
        {
            var all = Capabilities;
            uint? end = all.Count == 0 ? Read(PciRegister.Capabilities, 1) : Read(all[^1].Place + 1, 1);
            return end is { } next && ((next & 0xfc) < 0x40 || all.Any(c => c.Place == (next & 0xfc)));
        }
    }

    /// <summary>virtio's capabilities, as far as they were read.</summary>
    public IEnumerable<CapabilitySeen> Structures => Capabilities.Where(c => c.Id == PciCapability.VendorSpecific);

    /// <summary>virtio's capabilities of a type.</summary>
    public IEnumerable<VirtioPciCapability> Of(VirtioPciStructure type) =>
        Structures.Select(s => s.Structure).OfType<VirtioPciCapability>().Where(s => s.Type == type);

    /// <summary>The capability through which a structure of a type is reached: the first that can be used.</summary>
    public VirtioPciCapability? FirstOf(VirtioPciStructure type)
    {
        foreach (var structure in Of(type))
        {
            if (structure.IsDefined) return structure;
        }
        return null;
    }

    private int? MsiXPlace
    {
        get
        {
            foreach (var capability in Capabilities)
            {
                if (capability.Id == PciCapability.MsiX) return capability.Place;
            }
            return null;
        }
    }

    private void Set(uint offset, int width, ulong value)
    {
        for (int i = 0; i < width && i < sizeof(ulong) && offset + i < _bytes.Length; i++)
        {
            _bytes[offset + i] = (byte)(value >> 8 * i);
            _known[offset + i] = true;
        }
        _capabilities = null;
    }

    private List<CapabilitySeen> Walk()
    {
        var found = new List<CapabilitySeen>();
        var seen = new HashSet<int>();
        if (Read(PciRegister.Capabilities, 1) is not { } first) return found;
        for (int place = (int)first & 0xfc; place >= 0x40 && seen.Add(place);)
        {
            if (Read(place, 1) is not { } id) break;
            found.Add(new(place, (byte)id, Read(place + VirtioPciCapability.LengthOfCapability, 1), StructureAt(place)));
            if (Read(place + 1, 1) is not { } next) break;
            place = (int)next & 0xfc;
        }
        return found;
    }

    // As the driver may go by it: also where cap_len says less than the structure has.
    private VirtioPciCapability? StructureAt(int place)
    {
        for (int i = 0; i < VirtioPciCapability.Size; i++)
        {
            if (place + i >= _known.Length || !_known[place + i]) return null;
        }
        if (_bytes[place] != PciCapability.VendorSpecific) return null;
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(place);
        var type = (VirtioPciStructure)bytes[3];
        uint multiplier = type == VirtioPciStructure.Notify ? Read(place + VirtioPciCapability.TailOffset, sizeof(uint)) ?? 0 : 0;
        return new VirtioPciCapability(
            (byte)place, bytes[VirtioPciCapability.LengthOfCapability], type, bytes[VirtioPciCapability.BarOffset],
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[VirtioPciCapability.OffsetOffset..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[VirtioPciCapability.LengthOffset..]), multiplier);
    }
}
