using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Host.Memory;

/// <summary>The system calls behind a memory file, 64-bit Linux.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LibC
{
    public const uint CloseOnExec = 1;
    public const int Read = 1;
    public const int Write = 2;
    public const int Shared = 1;
    public const int Private = 2;
    public const int Anonymous = 0x20;
    public const int NoReserve = 0x4000;
    public const int KeepSize = 1;
    public const int PunchHole = 2;
    public const int AdviseDoNotNeed = 4;
    public const int AdviseLargePages = 14;
    public const int AdvisePopulateWrite = 23;
    public const int NotKnown = 22;
    public const nint MapFailed = -1;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint MapAnonymous(nint address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    public static partial int Advise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);
}
