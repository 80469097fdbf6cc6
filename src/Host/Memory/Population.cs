using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ballast.Host.Memory;

/// <summary>Backs mapped memory without changing its content (Linux 5.14).</summary>
[SupportedOSPlatform("linux")]
internal static class Population
{
    // A host may take seconds for a gigabyte; in between somebody may want to stop.
    private const ulong Piece = 64 << 20;

    public static void Run(nint address, ulong length, CancellationToken cancellation)
    {
        for (ulong done = 0; done < length; done += Piece)
        {
            cancellation.ThrowIfCancellationRequested();
            ulong here = Math.Min(Piece, length - done);
            if (LibC.Advise(address + (nint)done, (nuint)here, LibC.AdvisePopulateWrite) == 0) continue;
            if (Marshal.GetLastPInvokeError() == LibC.NotKnown) return;
            throw new IOException($"backing {length} bytes of RAM failed after {done}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
