using System.Buffers.Binary;
using Ballast.Host.Machine;
using Ballast.Virtio.Pci;

namespace Ballast.Host.Pci;

/// <summary>
/// A PCI function: its configuration space with bars, command and status, its interrupt line, and MSI-X where it has
/// vectors (PCI Local Bus 3.0). What its bars hold is for those to say who derive from it.
/// </summary>
public abstract class PciDeviceFunction
{
    /// <summary>Offset of the MSI-X capability, where there is one.</summary>
    protected const byte MsiXPlace = 0x98;

    private const int BytesOfPendingBits = 256;
    private const uint TableAt = 0;
    private const uint PendingBitsAt = 0x8000;
    private const uint MsiXBarLength = 0x1_0000;

    private readonly ReferenceBus _bus;
    private readonly int _line;
    private readonly byte[] _space = new byte[PciRegister.Size];
    private readonly byte[] _writable = new byte[PciRegister.Size];
    private readonly uint[] _barLengths = new uint[PciRegister.BarCount];
    private readonly byte[] _table;
    private readonly byte[] _pending = new byte[BytesOfPendingBits];
    private readonly int? _tableBar;
    private byte _lastCapability;
    private bool _wantsLine;

    /// <summary>A function without bars and capabilities but that of MSI-X.</summary>
    /// <param name="bus">The machine's bus.</param>
    /// <param name="line">Number of its interrupt line at the interrupt controller.</param>
    /// <param name="vectors">Number of MSI-X vectors; 0 for no MSI-X.</param>
    /// <param name="tableBar">Index of the bar for the table.</param>
    protected PciDeviceFunction(ReferenceBus bus, int line, int vectors, int tableBar)
    {
        _bus = bus;
        _line = line;
        _table = new byte[vectors * MsiXRegister.EntrySize];
        Vectors = vectors;
        MakeWritable(PciRegister.Command, (ushort)(PciCommand.PortIo | PciCommand.Memory | PciCommand.BusMaster | PciCommand.InterruptDisable), 2);
        MakeWritable(PciRegister.InterruptLine, 0xff, 1);
        _space[PciRegister.InterruptPin] = 1;
        if (vectors == 0) return;
        _tableBar = tableBar;
        AddMemoryBar(tableBar, MsiXBarLength);
        AddCapability(MsiXPlace, PciCapability.MsiX);
        // device.pci.msix.2
        SetSpace(MsiXPlace + MsiXRegister.Control, 2, (uint)(TableSize(vectors) - 1));
        MakeWritable(MsiXPlace + MsiXRegister.Control, MsiXRegister.Enable | MsiXRegister.MaskAll, 2);
        SetSpace(MsiXPlace + MsiXRegister.Table, 4, TableAt | (uint)tableBar);
        SetSpace(MsiXPlace + MsiXRegister.PendingBits, 4, PendingBitsAt | (uint)tableBar);
        for (int vector = 0; vector < vectors; vector++) _table[vector * MsiXRegister.EntrySize + MsiXRegister.EntryControl] = 1;
    }

    /// <summary>Number of MSI-X vectors.</summary>
    public int Vectors { get; }

    /// <summary>Whether MSI-X is switched on.</summary>
    public bool IsMsiXOn => Vectors > 0 && (GetSpace(MsiXPlace + MsiXRegister.Control, 2) & MsiXRegister.Enable) != 0;

    // device.pci.msix.2
    /// <summary>The number of vectors that the capability tells.</summary>
    protected virtual int TableSize(int vectors) => vectors;

    /// <summary>Reads 1, 2 or 4 bytes of the configuration space.</summary>
    public virtual uint ReadConfigurationSpace(int register, int width) => GetSpace(register, width);

    /// <summary>Writes 1, 2 or 4 bytes of the configuration space; what is read-only stays as it is.</summary>
    public virtual void WriteConfigurationSpace(int register, int width, uint value)
    {
        for (int i = 0; i < width && register + i < _space.Length; i++)
        {
            byte writable = _writable[register + i];
            _space[register + i] = (byte)(_space[register + i] & ~writable | (byte)(value >> 8 * i) & writable);
        }
        UpdateLine();
    }

    /// <summary>Finds the bar that answers to an access.</summary>
    public (int Bar, uint Offset)? Find(bool isPort, ulong address, int width)
    {
        var command = (PciCommand)GetSpace(PciRegister.Command, 2);
        if ((command & (isPort ? PciCommand.PortIo : PciCommand.Memory)) == 0) return null;
        for (int bar = 0; bar < _barLengths.Length; bar++)
        {
            if (_barLengths[bar] == 0) continue;
            uint register = GetSpace(PciRegister.Bar(bar), 4);
            if ((register & 1) != 0 != isPort) continue;
            ulong start = register & (isPort ? ~3u : ~15u);
            if (address >= start && address - start + (ulong)width <= _barLengths[bar]) return (bar, (uint)(address - start));
        }
        return null;
    }

    /// <summary>Reads registers of a bar.</summary>
    public ulong ReadBar(int bar, uint offset, int width) => bar == _tableBar ? ReadTable(offset, width) : ReadRegisters(bar, offset, width);

    /// <summary>Writes registers of a bar.</summary>
    public void WriteBar(int bar, uint offset, int width, ulong value)
    {
        if (bar == _tableBar) WriteTable(offset, width, value);
        else WriteRegisters(bar, offset, width, value);
    }

    /// <summary>Reads registers of a bar that is the derived function's own.</summary>
    protected abstract ulong ReadRegisters(int bar, uint offset, int width);

    /// <summary>Writes registers of a bar that is the derived function's own.</summary>
    protected abstract void WriteRegisters(int bar, uint offset, int width, ulong value);

    /// <summary>Adds a memory bar of 32 bits. The length is a power of two.</summary>
    protected void AddMemoryBar(int bar, uint length)
    {
        _barLengths[bar] = length;
        MakeWritable(PciRegister.Bar(bar), ~(length - 1), 4);
    }

    /// <summary>Adds an I/O bar. The length is a power of two.</summary>
    protected void AddPortBar(int bar, uint length)
    {
        _barLengths[bar] = length;
        SetSpace(PciRegister.Bar(bar), 4, 1);
        MakeWritable(PciRegister.Bar(bar), ~(length - 1) & 0xffff, 4);
    }

    /// <summary>Appends a capability to the list.</summary>
    protected void AddCapability(byte place, byte id)
    {
        _space[place] = id;
        _space[_lastCapability == 0 ? PciRegister.Capabilities : _lastCapability + 1] = place;
        _lastCapability = place;
        SetSpace(PciRegister.Status, 2, (uint)PciStatus.Capabilities);
    }

    /// <summary>The configuration space itself, to be filled.</summary>
    protected Span<byte> Space => _space;

    /// <summary>Sets bytes of the configuration space, whether they are writable for the driver or not.</summary>
    protected void SetSpace(int register, int width, uint value)
    {
        for (int i = 0; i < width; i++) _space[register + i] = (byte)(value >> 8 * i);
    }

    /// <summary>Lets the driver write bits of the configuration space.</summary>
    protected void MakeWritable(int register, uint bits, int width)
    {
        for (int i = 0; i < width; i++) _writable[register + i] = (byte)(bits >> 8 * i);
    }

    /// <summary>Wants the interrupt line raised or not. It is raised when it may be.</summary>
    protected void WantLine(bool wanted)
    {
        _wantsLine = wanted;
        UpdateLine();
    }

    // device.pci.isr.4
    /// <summary>Whether the status register shows that the line is wanted.</summary>
    protected virtual bool ShowsInterrupt(bool wanted) => wanted;

    /// <summary>Sends the message of a vector, unless it is masked; then it is pending.</summary>
    protected void SendMessage(int vector)
    {
        if (vector < 0 || vector >= Vectors || !IsMsiXOn) return;
        var entry = _table.AsSpan(vector * MsiXRegister.EntrySize);
        if ((entry[MsiXRegister.EntryControl] & 1) != 0 || (GetSpace(MsiXPlace + MsiXRegister.Control, 2) & MsiXRegister.MaskAll) != 0)
        {
            _pending[vector / 8] |= (byte)(1 << vector % 8);
            return;
        }
        _bus.Send(new(BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadUInt32LittleEndian(entry[MsiXRegister.EntryData..])));
    }

    private uint GetSpace(int register, int width)
    {
        uint value = 0;
        for (int i = 0; i < width && register + i < _space.Length; i++) value |= (uint)_space[register + i] << 8 * i;
        return value;
    }

    private void UpdateLine()
    {
        uint status = GetSpace(PciRegister.Status, 2) & ~(uint)PciStatus.Interrupt;
        SetSpace(PciRegister.Status, 2, status | (ShowsInterrupt(_wantsLine) ? (uint)PciStatus.Interrupt : 0));
        bool may = ((PciCommand)GetSpace(PciRegister.Command, 2) & PciCommand.InterruptDisable) == 0 && !IsMsiXOn;
        _bus.SetLine(_line, _wantsLine && may);
    }

    private ulong ReadTable(uint offset, int width)
    {
        ReadOnlySpan<byte> from = offset >= PendingBitsAt ? _pending : _table;
        uint at = offset >= PendingBitsAt ? offset - PendingBitsAt : offset;
        ulong value = 0;
        for (int i = 0; i < width && at + i < from.Length; i++) value |= (ulong)from[(int)at + i] << 8 * i;
        return value;
    }

    private void WriteTable(uint offset, int width, ulong value)
    {
        for (int i = 0; i < width && offset + i < _table.Length; i++) _table[offset + i] = (byte)(value >> 8 * i);
        for (int vector = 0; vector < Vectors; vector++)
        {
            if ((_pending[vector / 8] >> vector % 8 & 1) == 0 || (_table[vector * MsiXRegister.EntrySize + MsiXRegister.EntryControl] & 1) != 0) continue;
            _pending[vector / 8] &= (byte)~(1 << vector % 8);
            SendMessage(vector);
        }
    }
}
