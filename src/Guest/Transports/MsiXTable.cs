using Ballast.Virtio.Machine;
using Ballast.Virtio.Pci;

namespace Ballast.Guest.Transports;

/// <summary>A function's MSI-X capability and table.</summary>
public sealed class MsiXTable
{
    private readonly PciFunction _function;
    private readonly RegisterBlock _table;
    private readonly byte _place;

    private MsiXTable(PciFunction function, RegisterBlock table, byte place, int vectors)
    {
        _function = function;
        _table = table;
        _place = place;
        Vectors = vectors;
    }

    /// <summary>Number of vectors.</summary>
    public int Vectors { get; }

    /// <summary>Finds the capability.</summary>
    /// <returns>Null where the function has none.</returns>
    public static MsiXTable? Find(PciFunction function, PciBars bars)
    {
        foreach (var (id, place) in function.ReadCapabilities())
        {
            if (id != PciCapability.MsiX) continue;
            int vectors = (int)(function.Read(place + MsiXRegister.Control, 2) & MsiXRegister.TableSize) + 1;
            uint at = function.Read(place + MsiXRegister.Table, 4);
            ulong bytes = (ulong)vectors * MsiXRegister.EntrySize, offset = at & ~7u;
            if (bars[(int)(at & 7)] is not { } bar || offset + bytes > bar.Length) return null;
            return new(function, new(function.Bus, bar.IsPort, bar.Address + offset, bytes), place, vectors);
        }
        return null;
    }

    /// <summary>Gives every vector a message of its own and switches MSI-X on.</summary>
    public void Enable(IMachineBus bus)
    {
        for (int vector = 0; vector < Vectors; vector++)
        {
            var target = bus.TargetOf(vector);
            long entry = (long)vector * MsiXRegister.EntrySize;
            _table.WriteHalves(entry + MsiXRegister.EntryAddress, target.Address);
            _table.Write(entry + MsiXRegister.EntryData, 4, target.Data);
            _table.Write(entry + MsiXRegister.EntryControl, 4, 0);
        }
        uint control = _function.Read(_place + MsiXRegister.Control, 2);
        _function.Write(_place + MsiXRegister.Control, 2, (control | MsiXRegister.Enable) & ~(uint)MsiXRegister.MaskAll);
    }

    /// <summary>Switches MSI-X off.</summary>
    public void Disable()
    {
        uint control = _function.Read(_place + MsiXRegister.Control, 2);
        _function.Write(_place + MsiXRegister.Control, 2, control & ~(uint)MsiXRegister.Enable);
    }
}
