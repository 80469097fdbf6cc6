using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Microsoft.Win32.SafeHandles;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>A front end that says exactly what a test lets it say, with RAM of its own.</summary>
internal sealed class FrontEnd : IDisposable
{
    public const ulong GuestAddress = 0x100000, UserAddress = 0x7f00_0000_0000, RamLength = 1 << 20;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
    private readonly Mapping _mapping;

    public FrontEnd(string path)
    {
        Ram = File.OpenHandle(Path.Combine("/dev/shm", Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        RandomAccess.SetLength(Ram, (long)RamLength);
        _mapping = Mapping.TryMap(Ram, 0, RamLength)!;
        Memory = new([new(GuestAddress, RamLength, _mapping.Address)]);
        _socket.Connect(new UnixDomainSocketEndPoint(path));
    }

    public SafeFileHandle Ram { get; }

    public GuestMemory Memory { get; }

    public SafeFileHandle Kick { get; } = Descriptors.NewEvent();

    public SafeFileHandle Call { get; } = Descriptors.NewEvent();

    public static RegionDescription Region => new(GuestAddress, RamLength, UserAddress, 0);

    public static byte[] Bytes<T>(T value) where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    public static byte[] Table(params RegionDescription[] regions) => [.. Bytes((ulong)regions.Length), .. regions.SelectMany(Bytes)];

    /// <summary>Sends bytes as they are. A back end that has gone is no error.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes, params SafeHandle[] descriptors) => SocketMessages.Send(_socket.SafeHandle, bytes, descriptors);

    public void Send(FrontEndRequest request, byte[] payload, bool needReply = false, params SafeHandle[] descriptors) =>
        SendRaw([.. Bytes(new VhostUserHeader((uint)request, needReply ? VhostUserFlags.NeedReply : VhostUserFlags.None, (uint)payload.Length)), .. payload], descriptors);

    /// <summary>Sends a request and returns the payload of its answer, or null when the back end hung up.</summary>
    public byte[]? Ask(FrontEndRequest request, byte[]? payload = null, params SafeHandle[] descriptors)
    {
        Send(request, payload ?? [], needReply: true, descriptors);
        return Answer();
    }

    public ulong AskNumber(FrontEndRequest request, byte[]? payload = null, params SafeHandle[] descriptors) =>
        BitConverter.ToUInt64(Ask(request, payload, descriptors));

    public byte[]? Answer()
    {
        if (Receive(VhostUserHeader.Size) is not { } header) return null;
        return Receive((int)MemoryMarshal.Read<VhostUserHeader>(header).PayloadSize);
    }

    public void Negotiate(ProtocolFeatures protocol, ulong features = 1UL << 32 | 1UL << 30)
    {
        Send(FrontEndRequest.SetOwner, []);
        Ask(FrontEndRequest.GetFeatures);
        Ask(FrontEndRequest.GetProtocolFeatures);
        Assert.That(AskNumber(FrontEndRequest.SetProtocolFeatures, Bytes((ulong)(protocol | ProtocolFeatures.ReplyAck))), Is.Zero);
        Assert.That(AskNumber(FrontEndRequest.SetFeatures, Bytes(features)), Is.Zero);
    }

    public SplitDriverQueue SetUpRing(uint index, ushort size = 16)
    {
        var addresses = SplitLayout.At(GuestAddress + index * 0x10000, size, out _);
        var queue = new SplitDriverQueue(Memory, addresses);
        Assert.That(AskNumber(FrontEndRequest.SetVringNum, Bytes(new VringState(index, size))), Is.Zero);
        Assert.That(AskNumber(FrontEndRequest.SetVringBase, Bytes(new VringState(index, 0))), Is.Zero);
        Assert.That(AskNumber(FrontEndRequest.SetVringAddr, Bytes(AddressesOf(index, addresses))), Is.Zero);
        Assert.That(AskNumber(FrontEndRequest.SetVringCall, Bytes((ulong)index), Call), Is.Zero);
        Assert.That(AskNumber(FrontEndRequest.SetVringKick, Bytes((ulong)index), Kick), Is.Zero);
        return queue;
    }

    public static VringAddresses AddressesOf(uint index, QueueAddresses ring) =>
        new(index, 0, User(ring.Descriptors), User(ring.Device), User(ring.Driver), 0);

    public void ShareRam() => Assert.That(AskNumber(FrontEndRequest.SetMemTable, Table(Region), Ram), Is.Zero);

    public void Dispose()
    {
        _socket.Dispose();
        _mapping.Dispose();
        Ram.Dispose();
        Kick.Dispose();
        Call.Dispose();
    }

    private static ulong User(ulong guest) => guest - GuestAddress + UserAddress;

    private byte[]? Receive(int length)
    {
        var bytes = new byte[length];
        for (int done = 0; done < length;)
        {
            int received;
            try
            {
                received = _socket.Receive(bytes, done, length - done, SocketFlags.None);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                return null;
            }
            if (received == 0) return null;
            done += received;
        }
        return bytes;
    }
}
