using System.Runtime.InteropServices;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Tests.Memory;

/// <summary>
/// Native memory whose neighbours may not be touched: on Linux pages without any access, so that one byte read or written
/// too far ends the test run; elsewhere canaries, which show what was written too far.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const byte Canary = 0xc5;
    private const int GuardBytes = 65536;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private readonly byte* _start;
    private readonly int _length;

    public GuardedMemory(int length)
    {
        Assert.That(length % GuardBytes, Is.Zero, "whole blocks of 64 KiB, so that every page size will do");
        _length = length;
        if (OperatingSystem.IsLinux())
        {
            nint mapped = Map(0, (nuint)(length + 2 * GuardBytes), 0, PrivateAnonymous, -1, 0);
            if (mapped == -1 || Protect(mapped + GuardBytes, (nuint)length, ReadWrite) != 0) throw new InvalidOperationException("no memory with guard pages");
            _start = (byte*)mapped;
        }
        else
        {
            _start = (byte*)NativeMemory.AlignedAlloc((nuint)(length + 2 * GuardBytes), GuardBytes);
            new Span<byte>(_start, length + 2 * GuardBytes).Fill(Canary);
            Bytes.Clear();
        }
    }

    public nint Address => (nint)(_start + GuardBytes);

    public Span<byte> Bytes => new(_start + GuardBytes, _length);

    public MemoryRegion At(ulong guestAddress) => new(guestAddress, (ulong)_length, Address);

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap((nint)_start, (nuint)(_length + 2 * GuardBytes));
            return;
        }
        bool intact = new Span<byte>(_start, GuardBytes).IndexOfAnyExcept(Canary) < 0
            && new Span<byte>(_start + GuardBytes + _length, GuardBytes).IndexOfAnyExcept(Canary) < 0;
        NativeMemory.AlignedFree(_start);
        Assert.That(intact, "something was written outside guest memory");
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
