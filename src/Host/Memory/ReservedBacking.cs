using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Ballast.Host.Memory;

/// <summary>RAM in plain memory of this process, for systems without memory files.</summary>
internal sealed unsafe class ReservedBacking : RamBacking
{
    private readonly MemoryMappedFile _memory;
    private readonly MemoryMappedViewAccessor _view;
    private bool _mapped;

    public ReservedBacking(ulong length)
    {
        try
        {
            _memory = MemoryMappedFile.CreateNew(null, (long)length, MemoryMappedFileAccess.ReadWrite);
        }
        catch (Exception e) when (e is IOException or OutOfMemoryException or UnauthorizedAccessException)
        {
            throw new IOException($"reserving {length} bytes of RAM failed: {e.Message}", e);
        }
        _view = _memory.CreateViewAccessor();
        byte* address = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        Address = (nint)address;
        Length = length;
        _mapped = true;
    }

    private protected override void DiscardPages(ulong offset, ulong length) => NativeMemory.Clear((byte*)Address + offset, (nuint)length);

    protected override void Dispose(bool disposing)
    {
        if (!_mapped) return;
        _mapped = false;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _memory.Dispose();
    }
}
