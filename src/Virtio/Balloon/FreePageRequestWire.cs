using System.Runtime.InteropServices;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Balloon;

/// <summary>A request of the bitmap dialect, which the device writes into the primed buffer (bitmap.request.1).</summary>
// struct { le64 low_mem; };
[StructLayout(LayoutKind.Explicit, Size = Size)]
public readonly struct FreePageRequestWire
{
    /// <summary>Bytes of a request, and of the buffer that a driver primes for it.</summary>
    public const int Size = 8;

    [FieldOffset(0)] private readonly Le64 _lowMemory;

    /// <summary>A request as it goes over the wire.</summary>
    public FreePageRequestWire(ulong lowMemory) => _lowMemory = lowMemory;

    /// <summary>Bytes of RAM below which guest-physical addresses and RAM offsets are the same.</summary>
    public ulong LowMemory => _lowMemory;
}
