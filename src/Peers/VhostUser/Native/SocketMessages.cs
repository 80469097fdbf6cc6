using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser.Native;

/// <summary>Bytes and file descriptors over a Unix socket, without ever blocking.</summary>
internal static unsafe class SocketMessages
{
    /// <summary>The most descriptors that one message may carry.</summary>
    public const int MaximumDescriptors = 8;

    private const int ControlHeader = 16;
    private const int ControlSpace = ControlHeader + MaximumDescriptors * sizeof(int);

    /// <summary>Receives up to so many bytes.</summary>
    /// <param name="socket">A connected Unix stream socket.</param>
    /// <param name="destination">Where the bytes go; not empty.</param>
    /// <param name="descriptors">Descriptors that came with them are added here; the caller owns them.</param>
    /// <param name="truncated">Whether more descriptors came than one message may carry. Those are closed already.</param>
    /// <returns>Bytes received, 0 at the end of the stream, -1 when nothing is there yet.</returns>
    public static int Receive(SafeHandle socket, Span<byte> destination, List<SafeFileHandle> descriptors, out bool truncated)
    {
        byte* control = stackalloc byte[ControlSpace];
        fixed (byte* bytes = destination)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)destination.Length };
            while (true)
            {
                var message = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlSpace };
                nint received = Libc.ReceiveMessage(socket, &message, Libc.MSG_DONTWAIT | Libc.MSG_CMSG_CLOEXEC);
                int error = Marshal.GetLastPInvokeError();
                if (received < 0 && error == Libc.EINTR) continue;
                truncated = received >= 0 && (message.Flags & Libc.MSG_CTRUNC) != 0;
                if (received >= 0) Collect(new(control, (int)message.ControlLength), descriptors);
                if (received >= 0) return (int)received;
                // Whatever else is wrong with the connection (reset by the peer, say), it is over.
                return error == Libc.EAGAIN ? -1 : 0;
            }
        }
    }

    /// <summary>Sends bytes, the descriptors with the first of them.</summary>
    /// <returns>Bytes sent, which may be fewer; -1 when the peer's buffer is full, -2 when the peer has gone.</returns>
    public static int Send(SafeHandle socket, ReadOnlySpan<byte> source, params ReadOnlySpan<SafeHandle> descriptors)
    {
        byte* control = stackalloc byte[ControlSpace];
        int length = ControlHeader + descriptors.Length * sizeof(int);
        if (descriptors.Length > MaximumDescriptors) throw new ArgumentException($"more than {MaximumDescriptors} descriptors");
        BinaryPrimitives.WriteInt64LittleEndian(new(control, 8), length);
        *(int*)(control + 8) = Libc.SOL_SOCKET;
        *(int*)(control + 12) = Libc.SCM_RIGHTS;
        for (int i = 0; i < descriptors.Length; i++) ((int*)(control + ControlHeader))[i] = (int)descriptors[i].DangerousGetHandle();
        fixed (byte* bytes = source)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)source.Length };
            while (true)
            {
                var message = new MessageHeader { Vectors = &vector, VectorCount = 1 };
                if (!descriptors.IsEmpty)
                {
                    message.Control = control;
                    message.ControlLength = (nuint)(length + 7 & ~7);
                }
                nint sent = Libc.SendMessage(socket, &message, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
                if (sent >= 0) return (int)sent;
                int error = Marshal.GetLastPInvokeError();
                if (error == Libc.EINTR) continue;
                return error == Libc.EAGAIN ? -1 : -2;
            }
        }
    }

    private static void Collect(ReadOnlySpan<byte> control, List<SafeFileHandle> descriptors)
    {
        // struct cmsghdr { size_t cmsg_len; int cmsg_level; int cmsg_type; unsigned char cmsg_data[]; }, each at a multiple of 8.
        while (control.Length >= ControlHeader)
        {
            int length = (int)MemoryMarshal.Read<nint>(control);
            if (length < ControlHeader || length > control.Length) return;
            if (MemoryMarshal.Read<int>(control[8..]) == Libc.SOL_SOCKET && MemoryMarshal.Read<int>(control[12..]) == Libc.SCM_RIGHTS)
            {
                foreach (int descriptor in MemoryMarshal.Cast<byte, int>(control[ControlHeader..length]))
                    descriptors.Add(new(descriptor, ownsHandle: true));
            }
            control = control[Math.Min(control.Length, length + 7 & ~7)..];
        }
    }
}
