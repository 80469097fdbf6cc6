using Ballast.Host.Machine;
using Ballast.Peers.Qemu.Streams;
using Ballast.Peers.VhostUser.Native;
using Ballast.Virtio.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.Qemu;

/// <summary>The machine's RAM, mapped into this process too: what either writes the other sees at once.</summary>
public sealed unsafe class QemuRam : IDisposable
{
    private const ulong FourGiB = 1ul << 32;

    // Tried with QEMU 7.2: a microvm splits its RAM at 3 GiB, always.
    private const ulong MicrovmLimit = 0xC0000000;

    // Read-only memory of firmware and option ROMs lies over RAM there; microvm has none of the latter.
    private const ulong RomStart = 0xC0000;
    private const ulong MicrovmRomStart = 0xF0000;
    private const ulong RomEnd = 0x100000;

    private readonly SafeFileHandle _file;
    private readonly Mapping _mapping;

    private QemuRam(QemuMachineType machine, ulong length, ulong? maximumBelow4G, SafeFileHandle file, Mapping mapping)
    {
        (Length, BlockName, _file, _mapping) = (length, BlockNameOf(machine), file, mapping);
        var split = Split(machine, length, maximumBelow4G);
        LowMemory = split.Limit;
        Map = new(length, split.Below4G);
        var rom = machine == QemuMachineType.Microvm ? MicrovmRomStart : RomStart;
        List<MemoryRegion> regions = [new(0, rom, mapping.Address), new(RomEnd, Map.Below4G - RomEnd, mapping.Address + (nint)RomEnd)];
        if (Map.Above4G > 0)
            regions.Add(new(FourGiB, Map.Above4G, mapping.Address + (nint)Map.Below4G));
        Memory = new GuestMemory(regions);
    }

    /// <summary>The RAM as the guest has it: without what lies under firmware below 1 MiB, and split around the hole
    /// below 4 GiB. Valid until the machine is disposed of.</summary>
    public GuestMemory Memory { get; }

    /// <summary>Bytes.</summary>
    public ulong Length { get; }

    /// <summary>The address at which the machine splits RAM, if it has as much.</summary>
    public ulong LowMemory { get; }

    /// <summary>Where guest-physical addresses lie in the block.</summary>
    public QemuRamMap Map { get; }

    /// <summary>Name of the one block that the RAM is in a migration stream: <c>pc.ram</c> or <c>microvm.ram</c>.</summary>
    public string BlockName { get; }

    /// <summary>Bytes of the block. Offsets are those of the migration stream, and all RAM is there, whatever lies over
    /// it in the guest's view.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within the RAM.</exception>
    public Span<byte> Bytes(ulong offset, int length)
    {
        ObjectDisposedException.ThrowIf(_mapping.IsClosed, this);
        if (length < 0 || (ulong)length > Length || offset > Length - (ulong)length)
            throw new ArgumentOutOfRangeException(nameof(offset), $"{length} bytes at 0x{offset:x} are not within RAM of {Length} bytes");
        return new((byte*)_mapping.Address + offset, length);
    }

    /// <summary>The offset in the block of a guest-physical address; null where RAM does not reach.</summary>
    public ulong? OffsetOf(ulong guestAddress) => Map.OffsetOf(guestAddress);

    /// <summary>Ends this process's mapping.</summary>
    public void Dispose()
    {
        _mapping.Dispose();
        _file.Dispose();
    }

    internal static string BlockNameOf(QemuMachineType machine) => machine == QemuMachineType.Microvm ? "microvm.ram" : "pc.ram";

    internal static LowMemory Split(QemuMachineType machine, ulong length, ulong? maximumBelow4G = null)
    {
        if (machine == QemuMachineType.Microvm)
            return new(MicrovmLimit, Math.Min(length, MicrovmLimit), length - Math.Min(length, MicrovmLimit));
        return Host.Machine.LowMemory.Split(machine == QemuMachineType.Pc ? MachineType.I440fx : MachineType.Q35, length, maximumBelow4G);
    }

    /// <summary>Makes the file that QEMU will open, and maps it. It takes no memory until it is touched.</summary>
    /// <exception cref="QemuException">There is no room for it.</exception>
    internal static QemuRam Create(QemuMachineOptions options, string path)
    {
        var free = (ulong)new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        if (free < options.RamSize)
            throw new QemuException(QemuFailure.NotStarted, $"{options.RamSize >> 20} MiB of RAM do not fit into the {free >> 20} MiB free on {Path.GetDirectoryName(path)}");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            RandomAccess.SetLength(file, (long)options.RamSize);
            var mapping = Mapping.TryMap(file, 0, options.RamSize) ?? throw Descriptors.Failure("mmap");
            return new QemuRam(options.Machine, options.RamSize, options.MaximumBelow4G, file, mapping);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
