using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio.Scheduling;

namespace Ballast.Peers.Tests.VhostUser;

/// <summary>A back end that answers as it should, but for what a test lets it do instead.</summary>
internal sealed class ScriptedBackEnd : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ballast-").FullName;
    private readonly VhostUserLoop _loop = new("scripted");
    private readonly Socket _listener;
    private readonly SafeHandle _file = Descriptors.NewEvent();
    private VhostUserChannel? _channel;
    private VhostUserLoop.Watch? _watch;
    private SafeHandle? _backEndChannel;
    private byte[] _status = new byte[8];

    public ScriptedBackEnd()
    {
        SocketPath = Path.Combine(_folder, "b.sock");
        _listener = SocketFile.Listen(SocketPath);
        _loop.Invoke(() => _loop.Add(_listener.SafeHandle, _ => Accept()));
    }

    public string SocketPath { get; }

    public ProtocolFeatures Offers { get; set; } = VhostUserOptions.DefaultProtocolFeatures;

    /// <summary>Takes a request instead of the script; true when that was all there is to it.</summary>
    public Func<FrontEndRequest, int, bool>? Instead { get; set; }

    public int Requests { get; private set; }

    public static byte[] Message(uint request, uint flags, byte[] payload, int? size = null) =>
        [.. BitConverter.GetBytes(request), .. BitConverter.GetBytes(flags), .. BitConverter.GetBytes(size ?? payload.Length), .. payload];

    public void Send(byte[] bytes, int descriptors = 0)
    {
        if (_channel is { } channel) SocketMessages.Send(channel.Socket, bytes, [.. Enumerable.Repeat(_file, descriptors)]);
    }

    public void SendOnBackEndChannel(byte[] bytes, int descriptors = 0)
    {
        if (_backEndChannel is { } channel) SocketMessages.Send(channel, bytes, [.. Enumerable.Repeat(_file, descriptors)]);
    }

    public void HangUpBackEndChannel()
    {
        _backEndChannel?.Dispose();
        _backEndChannel = null;
    }

    public void HangUp()
    {
        _loop.Remove(_watch);
        _channel?.Dispose();
        _channel = null;
        HangUpBackEndChannel();
    }

    public void OnLoop(Action work) => _loop.Invoke(work);

    public void Dispose()
    {
        _loop.Invoke(HangUp);
        _loop.Dispose();
        _listener.Dispose();
        _file.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Accept()
    {
        if (Descriptors.Accept(_listener.SafeHandle) is not { } socket) return;
        HangUp();
        _channel = new(socket);
        Requests = 0;
        _watch = _loop.Add(socket, _ => Serve());
    }

    private void Serve()
    {
        while (_channel is { } channel)
        {
            switch (channel.Receive(out var message, out _))
            {
                case ReceiveOutcome.Nothing:
                    return;
                case ReceiveOutcome.Message:
                    using (message) Take(message!);
                    break;
                default:
                    HangUp();
                    return;
            }
        }
    }

    private void Take(VhostUserMessage message)
    {
        var request = (FrontEndRequest)message.Request;
        if (request == FrontEndRequest.SetBackendReqFd) _backEndChannel = message.TakeDescriptor();
        if (Instead?.Invoke(request, Requests++) is true) return;
        if (request == FrontEndRequest.SetStatus) _status = message.Payload.ToArray();
        byte[]? answer = request switch
        {
            FrontEndRequest.GetFeatures => BitConverter.GetBytes(1UL << 32 | 1UL << 30 | 0x1F),
            FrontEndRequest.GetProtocolFeatures => BitConverter.GetBytes((ulong)Offers),
            FrontEndRequest.GetQueueNum => BitConverter.GetBytes(3UL),
            FrontEndRequest.GetStatus => _status,
            FrontEndRequest.GetConfig => message.Payload.ToArray(),
            FrontEndRequest.GetVringBase => FrontEnd.Bytes(new VringState(message.Read<uint>(), 0)),
            _ => message.Flags.HasFlag(VhostUserFlags.NeedReply) ? new byte[8] : null,
        };
        if (answer is not null) Send(Message((uint)request, 5, answer));
    }
}
