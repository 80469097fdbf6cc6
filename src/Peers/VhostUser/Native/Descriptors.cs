using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser.Native;

/// <summary>What is done to single file descriptors.</summary>
internal static unsafe class Descriptors
{
    /// <summary>A new event counter that never blocks.</summary>
    /// <exception cref="IOException">The process has no descriptor left.</exception>
    public static SafeFileHandle NewEvent()
    {
        int descriptor = Libc.EventDescriptor(0, Libc.EFD_CLOEXEC | Libc.EFD_NONBLOCK);
        return descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw Failure("eventfd");
    }

    /// <summary>Two Unix stream sockets that are connected with each other.</summary>
    /// <exception cref="IOException">The process has no descriptor left.</exception>
    public static (SafeFileHandle Ours, SafeFileHandle Theirs) NewSocketPair()
    {
        int* pair = stackalloc int[2];
        if (Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0, pair) != 0) throw Failure("socketpair");
        return (new(pair[0], ownsHandle: true), new(pair[1], ownsHandle: true));
    }

    /// <summary>The next connection of a listening socket that does not block, or null when there is none after all.</summary>
    public static SafeFileHandle? Accept(SafeHandle listener)
    {
        int descriptor = Libc.Accept(listener, null, null, Libc.SOCK_CLOEXEC);
        return descriptor >= 0 ? new(descriptor, ownsHandle: true) : null;
    }

    /// <summary>A second descriptor of the same open file.</summary>
    /// <exception cref="IOException">The process has no descriptor left.</exception>
    public static SafeFileHandle Duplicate(SafeHandle descriptor)
    {
        int copy = Libc.Control(descriptor, Libc.F_DUPFD_CLOEXEC, 0);
        return copy >= 0 ? new(copy, ownsHandle: true) : throw Failure("fcntl");
    }

    public static bool TryGetStatus(SafeHandle descriptor, out FileStatus status)
    {
        status = default;
        byte empty = 0;
        fixed (FileStatus* place = &status)
            return Libc.Status(descriptor, &empty, Libc.AT_EMPTY_PATH, Libc.STATX_TYPE | Libc.STATX_SIZE, place) == 0;
    }

    public static bool TryGetStatus(string path, out FileStatus status)
    {
        status = default;
        fixed (FileStatus* place = &status)
            return Libc.Status(Libc.AT_FDCWD, path, 0, Libc.STATX_TYPE | Libc.STATX_SIZE, place) == 0;
    }

    /// <summary>
    /// Makes reads and writes return at once. The mode belongs to the open file, so the other side sees it too, which is
    /// harmless to whoever only signals; the alternative would be to let it block this process.
    /// </summary>
    public static bool TrySetNonBlocking(SafeHandle descriptor)
    {
        int flags = Libc.Control(descriptor, Libc.F_GETFL, 0);
        return flags >= 0 && Libc.Control(descriptor, Libc.F_SETFL, flags | Libc.O_NONBLOCK) >= 0;
    }

    /// <summary>Forbids the other side to make a shared file shorter under our mapping, where the file can be sealed.</summary>
    public static void TrySealAgainstShrinking(SafeHandle file) => Libc.Control(file, Libc.F_ADD_SEALS, Libc.F_SEAL_SHRINK);

    /// <summary>Adds one to an event counter, or writes the same eight bytes into a pipe. A full one is signalled already.</summary>
    /// <returns>False when nobody can see the signal any more.</returns>
    public static bool Signal(SafeHandle descriptor)
    {
        ulong one = 1;
        while (Libc.Write(descriptor, (byte*)&one, sizeof(ulong)) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error == Libc.EINTR) continue;
            return error == Libc.EAGAIN;
        }
        return true;
    }

    /// <summary>Takes the signals out of an event counter or a pipe.</summary>
    public static DrainOutcome Drain(SafeHandle descriptor)
    {
        byte* bytes = stackalloc byte[512];
        while (true)
        {
            // An event counter gives 8 bytes and is empty then; what more a pipe holds shows at the next poll.
            nint read = Libc.Read(descriptor, bytes, 512);
            if (read > 0) return DrainOutcome.Signalled;
            if (read == 0) return DrainOutcome.Ended;
            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.EINTR: continue;
                case Libc.EAGAIN: return DrainOutcome.Nothing;
                default: return DrainOutcome.Ended;
            }
        }
    }

    public static IOException Failure(string call) => new($"{call}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
}
