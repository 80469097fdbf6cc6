using System.Diagnostics.CodeAnalysis;
using Ballast.Host.Memory;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Host.Machine;

/// <summary>
/// A PC as far as RAM goes: one or several blocks, mapped at address 0 up to low memory and on from 4 GiB. RAM is the
/// blocks one behind the other, and takes memory only where it was touched. Disposing the machine unmaps its RAM: whoever
/// reaches it must have stopped before.
/// </summary>
public class PcMachine : IRam, IDisposable
{
    /// <summary>Where high RAM begins.</summary>
    protected const ulong FourGiB = 1UL << 32;

    private readonly RamBacking _backing;
    private readonly RamBlock[] _blocks;

    /// <summary>Builds a machine.</summary>
    /// <param name="options">What it is built from.</param>
    /// <param name="trace">Told of the machine; may be null.</param>
    /// <exception cref="ArgumentException">The options do not make a machine; the message says why.</exception>
    /// <exception cref="IOException">The system does not give that much RAM; the message says why.</exception>
    public PcMachine(PcMachineOptions options, ITraceSink? trace = null)
        : this(options, trace, options is { IsShared: false } ? RamBacking.MapPrivate : RamBacking.Map)
    {
    }

    internal PcMachine(PcMachineOptions options, ITraceSink? trace, Func<ulong, RamBacking> map)
    {
        ArgumentNullException.ThrowIfNull(options);
        var sizes = options.Validate();
        Type = options.Type;
        Size = options.RamSize;
        (LowMemory, Below4G, Above4G) = Split(options);
        _backing = map(options.RamSize);
        _blocks = new RamBlock[sizes.Count];
        ulong offset = 0;
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = new(sizes[i].Name, offset, sizes[i].Length, _backing, MakeLog(sizes[i].Length));
            offset += sizes[i].Length;
        }
        trace?.Record(new MachineBuilt(NameOf(Type), Size, options.MaximumBelow4G, LowMemory, Below4G, Above4G, sizes));
    }

    /// <summary>Machine type.</summary>
    public MachineType Type { get; }

    /// <inheritdoc/>
    public ulong Size { get; }

    // machine.lowmem.4: kept as long as the machine is there.
    /// <summary>lowmem in bytes: where RAM is split, and what a request for free pages carries (bitmap.request.1).</summary>
    public ulong LowMemory { get; }

    /// <summary>Bytes of RAM below 4 GiB.</summary>
    public ulong Below4G { get; }

    /// <summary>Bytes of RAM from 4 GiB on.</summary>
    public ulong Above4G { get; }

    /// <summary>The blocks, by ascending RAM offset.</summary>
    public IReadOnlyList<IRamBlock> Blocks => _blocks;

    /// <summary>The file that backs all RAM, byte for byte by RAM offset; null where there are no memory files.</summary>
    public SafeFileHandle? RamFile => _backing.File;

    /// <summary>Lets the host back all RAM now instead of at first touches (<see cref="RamBacking.Populate"/>).</summary>
    /// <exception cref="IOException">The host has not so much memory.</exception>
    public void Populate(CancellationToken cancellation = default) => _backing.Populate(cancellation);

    /// <summary>The name of a machine type as it is written in options and traces.</summary>
    public static string NameOf(MachineType type) => type == MachineType.I440fx ? "i440fx" : "q35";

    /// <inheritdoc/>
    public bool TryLocate(ulong guestAddress, [NotNullWhen(true)] out IRamBlock? block, out ulong offset, out ulong contiguous)
    {
        block = null;
        offset = contiguous = 0;
        // machine.memory.2
        if (!TryGetRamOffset(guestAddress, out ulong ramOffset)) return false;
        var found = BlockAt(ramOffset);
        block = found;
        offset = ramOffset - found.RamOffset;
        ulong region = guestAddress < Below4G ? Below4G - guestAddress : FourGiB + Above4G - guestAddress;
        contiguous = Math.Min(region, found.Length - offset);
        return true;
    }

    /// <summary>The guest-physical address of a byte of RAM.</summary>
    /// <returns>False when there is no such RAM.</returns>
    public virtual bool TryGetGuestAddress(ulong ramOffset, out ulong guestAddress)
    {
        guestAddress = ramOffset < Below4G ? ramOffset : FourGiB + (ramOffset - Below4G);
        return ramOffset < Size;
    }

    /// <summary>The offset in RAM of a guest-physical address.</summary>
    /// <returns>False when the address is not RAM.</returns>
    public virtual bool TryGetRamOffset(ulong guestAddress, out ulong ramOffset)
    {
        // machine.memory.1: what is high lies behind what is low.
        if (guestAddress < Below4G)
        {
            ramOffset = guestAddress;
            return true;
        }
        ramOffset = Below4G + (guestAddress - FourGiB);
        return guestAddress >= FourGiB && guestAddress - FourGiB < Above4G;
    }

    /// <summary>Told of each write to guest memory after it: by whom, where, and of how many bytes.</summary>
    public event Action<DirtyClient, ulong, ulong>? Written;

    /// <summary>Guest-physical memory for one party, whose writes are marked in the dirty logs as its own.</summary>
    public GuestMemory MemoryFor(DirtyClient client) => new(Regions(), new WriteMarker(this, client));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Unmaps RAM.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _backing.Dispose();
        foreach (var block in _blocks) (block.DirtyLog as IDisposable)?.Dispose();
    }

    /// <summary>Where RAM is split. Called while the machine is built: decides by the options alone.</summary>
    protected virtual LowMemory Split(PcMachineOptions options) => Machine.LowMemory.Split(options.Type, options.RamSize, options.MaximumBelow4G);

    /// <summary>Makes the dirty log of a block of this many bytes. Called while the machine is built.</summary>
    protected virtual IDirtyLog MakeLog(ulong length) => new DirtyLog(length);

    /// <summary>Where RAM shows in guest-physical memory.</summary>
    protected virtual IEnumerable<MemoryRegion> Regions()
    {
        yield return new(0, Below4G, _backing.Address);
        if (Above4G > 0) yield return new(FourGiB, Above4G, _backing.Address + (nint)Below4G);
    }

    /// <summary>Marks bytes of RAM as written.</summary>
    protected internal virtual void MarkWritten(ulong guestAddress, ulong length, DirtyClient client)
    {
        while (length > 0 && TryLocate(guestAddress, out var block, out ulong offset, out ulong contiguous))
        {
            ulong here = Math.Min(length, contiguous);
            block.DirtyLog.MarkWritten(offset, here, client);
            guestAddress += here;
            length -= here;
        }
    }

    internal void Note(ulong guestAddress, ulong length, DirtyClient client)
    {
        MarkWritten(guestAddress, length, client);
        Written?.Invoke(client, guestAddress, length);
    }

    private RamBlock BlockAt(ulong ramOffset)
    {
        int low = 0, high = _blocks.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_blocks[middle].RamOffset <= ramOffset) low = middle;
            else high = middle - 1;
        }
        return _blocks[low];
    }
}
