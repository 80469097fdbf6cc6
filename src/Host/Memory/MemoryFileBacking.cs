using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Host.Memory;

/// <summary>RAM in a memory file of Linux, which other processes can map.</summary>
[SupportedOSPlatform("linux")]
internal sealed class MemoryFileBacking : RamBacking
{
    private readonly SafeFileHandle _file;
    private bool _mapped;

    public MemoryFileBacking(ulong length)
    {
        int descriptor = LibC.CreateMemoryFile("ballast-ram", LibC.CloseOnExec);
        if (descriptor < 0) throw Failure("memfd_create", length);
        _file = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            if (LibC.Truncate(_file, (long)length) != 0) throw Failure("ftruncate", length);
            nint address = LibC.Map(0, (nuint)length, LibC.Read | LibC.Write, LibC.Shared | LibC.NoReserve, _file, 0);
            if (address == LibC.MapFailed) throw Failure("mmap", length);
            Address = address;
            Length = length;
            _mapped = true;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public override SafeFileHandle File => _file;

    public override void Populate(CancellationToken cancellation = default) => Population.Run(Address, Length, cancellation);

    private protected override unsafe void DiscardPages(ulong offset, ulong length)
    {
        bool punched = LibC.Allocate(_file, LibC.KeepSize | LibC.PunchHole, (long)offset, (long)length) == 0;
        if (!punched) NativeMemory.Clear((byte*)Address + offset, (nuint)length);
    }

    protected override void Dispose(bool disposing)
    {
        if (!_mapped) return;
        _mapped = false;
        _ = LibC.Unmap(Address, (nuint)Length);
        _file.Dispose();
    }

    private static IOException Failure(string call, ulong length) =>
        new($"{call} of {length} bytes of RAM failed: {Marshal.GetLastPInvokeErrorMessage()}");
}
