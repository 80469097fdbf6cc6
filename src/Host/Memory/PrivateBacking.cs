using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Ballast.Host.Memory;

/// <summary>RAM that belongs to this process alone, in large pages where the system has them.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class PrivateBacking : RamBacking
{
    private bool _mapped;

    public PrivateBacking(ulong length)
    {
        nint address = LibC.MapAnonymous(0, (nuint)length, LibC.Read | LibC.Write, LibC.Private | LibC.Anonymous | LibC.NoReserve, -1, 0);
        if (address == LibC.MapFailed) throw new IOException($"mmap of {length} bytes of RAM failed: {Marshal.GetLastPInvokeErrorMessage()}");
        // A system without large pages says no, and small ones do as well.
        _ = LibC.Advise(address, (nuint)length, LibC.AdviseLargePages);
        Address = address;
        Length = length;
        _mapped = true;
    }

    public override void Populate(CancellationToken cancellation = default) => Population.Run(Address, Length, cancellation);

    private protected override void DiscardPages(ulong offset, ulong length)
    {
        bool given = LibC.Advise(Address + (nint)offset, (nuint)length, LibC.AdviseDoNotNeed) == 0;
        if (!given) NativeMemory.Clear((byte*)Address + offset, (nuint)length);
    }

    protected override void Dispose(bool disposing)
    {
        if (!_mapped) return;
        _mapped = false;
        _ = LibC.Unmap(Address, (nuint)Length);
    }
}
