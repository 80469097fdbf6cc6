using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ballast.Migration.Bitmaps;

/// <summary>Tells pages of zeros from others.</summary>
public static class ZeroPage
{
    private const int Stride = 8 * 32;

    /// <summary>Whether all bytes are zero. Looks no further than the first stride that is not.</summary>
    public static bool IsZero(ReadOnlySpan<byte> bytes)
    {
        ref byte start = ref MemoryMarshal.GetReference(bytes);
        int whole = bytes.Length - bytes.Length % Stride;
        for (int i = 0; i < whole; i += Stride)
        {
            ref byte here = ref Unsafe.Add(ref start, i);
            var any = (At(ref here, 0) | At(ref here, 1)) | (At(ref here, 2) | At(ref here, 3))
                | ((At(ref here, 4) | At(ref here, 5)) | (At(ref here, 6) | At(ref here, 7)));
            if (any != Vector256<byte>.Zero) return false;
        }
        return bytes[whole..].IndexOfAnyExcept((byte)0) < 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> At(ref byte here, int index) => Vector256.LoadUnsafe(ref here, (nuint)(index * 32));
}
