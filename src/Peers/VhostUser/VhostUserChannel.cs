using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Native;
using Ballast.Virtio;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.VhostUser;

/// <summary>
/// Messages over one Unix socket, in both directions, never blocking: a message that arrives in pieces is put together,
/// one that the other side does not read yet is kept until it does.
/// </summary>
internal sealed class VhostUserChannel(SafeHandle socket) : IDisposable
{
    private readonly byte[] _header = new byte[VhostUserHeader.Size];
    private readonly List<byte> _unsent = [];
    private SafeHandle[] _unsentDescriptors = [];
    private List<SafeFileHandle> _descriptors = [];
    private byte[]? _payload;
    private int _received;

    public SafeHandle Socket => socket;

    /// <summary>Whether bytes wait until the other side reads.</summary>
    public bool HasUnsent => _unsent.Count > 0;

    /// <summary>Receives what is there, up to one whole message, which the caller disposes.</summary>
    /// <param name="message">The message, with <see cref="ReceiveOutcome.Message"/>.</param>
    /// <param name="violation">What was wrong, with <see cref="ReceiveOutcome.Broken"/>.</param>
    public ReceiveOutcome Receive(out VhostUserMessage? message, out Violation? violation)
    {
        message = null;
        violation = null;
        while (true)
        {
            // Never more than the message under way: a descriptor that comes next belongs to the next one.
            var place = _payload is null ? _header.AsSpan(_received) : _payload.AsSpan(_received);
            if (!place.IsEmpty)
            {
                int received = SocketMessages.Receive(socket, place, _descriptors, out bool truncated);
                if (received < 0) return ReceiveOutcome.Nothing;
                if (received == 0) return AtEnd(out violation);
                if (truncated || _descriptors.Count > SocketMessages.MaximumDescriptors)
                    return Broken($"more than {SocketMessages.MaximumDescriptors} descriptors in one message", out violation);
                _received += received;
                if (received < place.Length) continue;
            }
            var header = MemoryMarshal.Read<VhostUserHeader>(_header);
            if (_payload is null)
            {
                if (!header.HasKnownVersion) return Broken($"a message {header.Request} of another version than 1", out violation);
                if (header.PayloadSize > RequestShape.LargestPayload)
                    return Broken($"a message {header.Request} of {header.PayloadSize} bytes, where {RequestShape.LargestPayload} are the most", out violation);
                _payload = new byte[header.PayloadSize];
                _received = 0;
                continue;
            }
            message = new(header, _payload, _descriptors);
            _payload = null;
            _received = 0;
            _descriptors = [];
            return ReceiveOutcome.Message;
        }
    }

    /// <summary>Sends a message, or keeps what does not fit now.</summary>
    /// <returns>False when the other side has gone.</returns>
    public bool Send(uint request, VhostUserFlags flags, ReadOnlySpan<byte> payload) => Send(request, flags, payload, []);

    /// <summary>The same with descriptors, which stay the caller's and must be there until nothing is unsent; nothing may be unsent before.</summary>
    /// <returns>False when the other side has gone.</returns>
    public bool Send(uint request, VhostUserFlags flags, ReadOnlySpan<byte> payload, SafeHandle[] descriptors)
    {
        if (descriptors.Length > 0 && HasUnsent) throw new InvalidOperationException("descriptors would go with the message before");
        _unsentDescriptors = descriptors.Length > 0 ? descriptors : _unsentDescriptors;
        var header = new VhostUserHeader(request, flags, (uint)payload.Length);
        _unsent.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<VhostUserHeader>(in header)));
        _unsent.AddRange(payload);
        return Flush();
    }

    /// <summary>Sends what was kept, as far as it goes.</summary>
    /// <returns>False when the other side has gone.</returns>
    public bool Flush()
    {
        while (_unsent.Count > 0)
        {
            int sent = SocketMessages.Send(socket, CollectionsMarshal.AsSpan(_unsent), _unsentDescriptors);
            if (sent < 0) return sent == -1;
            _unsentDescriptors = [];
            _unsent.RemoveRange(0, sent);
        }
        return true;
    }

    public void Dispose()
    {
        foreach (var descriptor in _descriptors) descriptor.Dispose();
        socket.Dispose();
    }

    private ReceiveOutcome AtEnd(out Violation? violation)
    {
        violation = null;
        if (_payload is null && _received == 0) return ReceiveOutcome.Ended;
        return Broken("the other side left within a message", out violation);
    }

    private static ReceiveOutcome Broken(string what, out Violation? violation)
    {
        violation = new("vhost-user.header", what);
        return ReceiveOutcome.Broken;
    }
}
