using System.Runtime.CompilerServices;

namespace Ballast.Virtio.Memory;

/// <summary>
/// Guest-physical memory as one party (driver, device) reaches it: every access is checked against the regions,
/// and every write is told to the observer. Addresses come from the other side and may be anything.
/// </summary>
public sealed unsafe class GuestMemory
{
    private readonly MemoryRegion[] _regions;
    private readonly IWriteObserver? _observer;

    /// <summary>Memory made of regions that do not overlap.</summary>
    /// <exception cref="ArgumentException">Two regions overlap, or one runs past the end of the address space.</exception>
    public GuestMemory(IEnumerable<MemoryRegion> regions, IWriteObserver? observer = null)
    {
        _regions = [.. regions.OrderBy(r => r.GuestAddress)];
        _observer = observer;
        for (int i = 0; i < _regions.Length; i++)
        {
            if (_regions[i].Length > ulong.MaxValue - _regions[i].GuestAddress)
                throw new ArgumentException($"region at 0x{_regions[i].GuestAddress:x} runs past the end of the address space");
            if (i > 0 && _regions[i - 1].GuestAddress + _regions[i - 1].Length > _regions[i].GuestAddress)
                throw new ArgumentException($"regions overlap at 0x{_regions[i].GuestAddress:x}");
        }
    }

    /// <summary>No memory at all: what a device has before its transport is told of any.</summary>
    public static GuestMemory Empty { get; } = new([]);

    /// <summary>The regions, by ascending address.</summary>
    public IReadOnlyList<MemoryRegion> Regions => _regions;

    /// <summary>Whether the whole range is memory, be it in one region or in neighbouring ones.</summary>
    public bool Contains(ulong address, ulong length)
    {
        while (true)
        {
            if (!TryFind(address, out var region)) return false;
            ulong here = region.Length - (address - region.GuestAddress);
            if (length <= here) return true;
            address += here;
            length -= here;
        }
    }

    /// <summary>The bytes of a range that lies in one region, for reading. Writes through it are not seen by the observer.</summary>
    public bool TryGetSpan(ulong address, int length, out Span<byte> span)
    {
        if (length < 0 || !TryFind(address, out var region) || !region.Contains(address, (ulong)length))
        {
            span = default;
            return false;
        }
        span = new((byte*)region.HostAddress + (address - region.GuestAddress), length);
        return true;
    }

    /// <summary>Copies a range, which may span neighbouring regions, out of guest memory.</summary>
    /// <returns>False, with nothing promised of the destination, when part of the range is not memory.</returns>
    public bool TryRead(ulong address, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            if (!TryFind(address, out var region)) return false;
            int here = (int)Math.Min((ulong)destination.Length, region.Length - (address - region.GuestAddress));
            new ReadOnlySpan<byte>((byte*)region.HostAddress + (address - region.GuestAddress), here).CopyTo(destination);
            destination = destination[here..];
            address += (ulong)here;
        }
        return true;
    }

    /// <summary>Copies bytes into guest memory. Writes nothing when part of the range is not memory.</summary>
    public bool TryWrite(ulong address, ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty) return true;
        if (!Contains(address, (ulong)source.Length)) return false;
        ulong start = address;
        int length = source.Length;
        while (!source.IsEmpty)
        {
            TryFind(address, out var region);
            int here = (int)Math.Min((ulong)source.Length, region!.Length - (address - region.GuestAddress));
            source[..here].CopyTo(new Span<byte>((byte*)region.HostAddress + (address - region.GuestAddress), here));
            source = source[here..];
            address += (ulong)here;
        }
        _observer?.Written(start, (ulong)length);
        return true;
    }

    /// <summary>Reads one wire structure.</summary>
    public bool TryRead<T>(ulong address, out T value) where T : unmanaged
    {
        // Into a copy: the caller's place may be in an object that moves while it is written.
        T copy = default;
        bool read = TryRead(address, new Span<byte>(&copy, sizeof(T)));
        value = copy;
        return read;
    }

    /// <summary>Writes one wire structure.</summary>
    public bool TryWrite<T>(ulong address, in T value) where T : unmanaged
    {
        T copy = value;
        return TryWrite(address, new ReadOnlySpan<byte>(&copy, sizeof(T)));
    }

    /// <summary>Reads an aligned 16-bit ring index so that what was written before it is seen after it.</summary>
    public bool TryReadIndex(ulong address, out ushort value)
    {
        value = 0;
        if ((address & 1) != 0 || !TryGetSpan(address, sizeof(ushort), out var span)) return false;
        ref ushort place = ref Unsafe.As<byte, ushort>(ref span[0]);
        ushort stored = Volatile.Read(ref place);
        value = BitConverter.IsLittleEndian ? stored : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(stored);
        return true;
    }

    /// <summary>Writes an aligned 16-bit ring index so that what was written before it is seen by whoever sees it.</summary>
    public bool TryWriteIndex(ulong address, ushort value)
    {
        if ((address & 1) != 0 || !TryGetSpan(address, sizeof(ushort), out var span)) return false;
        ref ushort place = ref Unsafe.As<byte, ushort>(ref span[0]);
        Volatile.Write(ref place, BitConverter.IsLittleEndian ? value : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(value));
        _observer?.Written(address, sizeof(ushort));
        return true;
    }

    /// <summary>Tells the observer of a write that was made through a span.</summary>
    public void MarkWritten(ulong address, ulong length) => _observer?.Written(address, length);

    private bool TryFind(ulong address, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MemoryRegion? region)
    {
        int low = 0, high = _regions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            var candidate = _regions[middle];
            if (address < candidate.GuestAddress) high = middle - 1;
            else if (address - candidate.GuestAddress >= candidate.Length) low = middle + 1;
            else { region = candidate; return true; }
        }
        region = null;
        return false;
    }
}
