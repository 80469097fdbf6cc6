using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio;

namespace Ballast.Peers.VhostUser;

internal sealed partial class FrontEndConnection
{
    private VhostUserChannel? _backEndChannel;
    private VhostUserLoop.Watch? _backEndWatch;
    private bool _changeIsWaiting;

    /// <summary>How many configuration changes the front end was told of.</summary>
    public int ChangesSent { get; private set; }

    /// <summary>How many of them it has acknowledged.</summary>
    public int ChangesAcknowledged { get; private set; }

    /// <summary>The device's configuration has changed.</summary>
    public void NotifyConfigurationChanged()
    {
        if (_isOver || _backEndChannel is null || !_protocol.HasFlag(ProtocolFeatures.Config)) return;
        // A front end that does not read is told once, when it reads again: the message says only that it should look.
        if (_backEndChannel.HasUnsent) _changeIsWaiting = true;
        else SendConfigurationChange();
    }

    private Violation? GetConfig(VhostUserMessage message)
    {
        var range = message.Read<ConfigurationRange>();
        int length = message.Payload.Length - ConfigurationRange.Size;
        if (range.Length > ConfigurationRange.MaximumLength || range.Offset > ConfigurationRange.MaximumLength - range.Length || (length != 0 && range.Length != (uint)length))
        {
            // An answer of no bytes says that it went wrong; the front end waits for one.
            _options.Log?.Write($"refused: {range} in {length} bytes");
            return Reply(FrontEndRequest.GetConfig, range with { Length = 0 });
        }
        Span<byte> answer = stackalloc byte[ConfigurationRange.Size + (int)range.Length];
        MemoryMarshal.Write(answer, range);
        _device.ReadConfiguration((int)range.Offset, answer[ConfigurationRange.Size..]);
        return Reply(FrontEndRequest.GetConfig, answer);
    }

    private Violation? SetConfig(VhostUserMessage message)
    {
        var range = message.Read<ConfigurationRange>();
        var bytes = message.Payload[ConfigurationRange.Size..];
        if (range.Length != (uint)bytes.Length || range.Offset > ConfigurationRange.MaximumLength - range.Length)
            return Refused(FrontEndRequest.SetConfig, $"{range.Length} bytes at {range.Offset} do not fit {bytes.Length} bytes");
        if (range.Flags > 1) return Refused(FrontEndRequest.SetConfig, $"flags 0x{range.Flags:x} mean nothing");
        _device.WriteConfiguration((int)range.Offset, bytes);
        return null;
    }

    private Violation? SetBackendReqFd(VhostUserMessage message)
    {
        CloseBackEndChannel();
        var socket = message.TakeDescriptor();
        if (!Descriptors.TryGetStatus(socket, out var status) || !status.IsSocket)
        {
            socket.Dispose();
            return Refused(FrontEndRequest.SetBackendReqFd, "the descriptor is no socket");
        }
        _backEndChannel = new(socket);
        _backEndWatch = _loop.Add(socket, _ => Guarded(ServeBackEndChannel));
        return null;
    }

    private void SendVringCall(Ring ring)
    {
        if (_backEndChannel is null) return;
        if (_backEndChannel.HasUnsent)
        {
            ring.CallIsWaiting = true;
            return;
        }
        var state = new VringState((uint)ring.Index, 0);
        SendToFrontEnd(BackEndRequest.VringCall, MemoryMarshal.AsBytes(new ReadOnlySpan<VringState>(in state)));
    }

    private void SendConfigurationChange() =>
        SendToFrontEnd(BackEndRequest.ConfigChangeMsg, _options.PadsConfigurationChanges ? stackalloc byte[sizeof(ulong)] : []);

    private void SendToFrontEnd(BackEndRequest request, ReadOnlySpan<byte> payload)
    {
        bool asks = request == BackEndRequest.ConfigChangeMsg && _options.AsksForAcknowledgement && _protocol.HasFlag(ProtocolFeatures.ReplyAck);
        var flags = asks ? VhostUserFlags.NeedReply : VhostUserFlags.None;
        if (request == BackEndRequest.ConfigChangeMsg) ChangesSent++;
        _options.Log?.Write($"⇐ {request}{(asks ? " need_reply" : "")}");
        if (!_backEndChannel!.Send((uint)request, flags, payload)) CloseBackEndChannel();
        else _backEndWatch!.WantsToWrite = _backEndChannel.HasUnsent;
    }

    private void ServeBackEndChannel()
    {
        if (!_backEndChannel!.Flush())
        {
            CloseBackEndChannel();
            return;
        }
        if (!_backEndChannel.HasUnsent) SendWhatWaits();
        if (_backEndChannel is null) return;
        _backEndWatch!.WantsToWrite = _backEndChannel.HasUnsent;
        for (int i = 0; i < MessagesAtOnce; i++)
        {
            var outcome = _backEndChannel.Receive(out var message, out _);
            if (outcome == ReceiveOutcome.Nothing) return;
            if (outcome != ReceiveOutcome.Message)
            {
                // The front end keeps its device, though it hears of no change any more.
                _options.Log?.Write("the channel for requests to the front end is closed");
                CloseBackEndChannel();
                return;
            }
            using (message) TakeAcknowledgement(message!);
        }
    }

    private void TakeAcknowledgement(VhostUserMessage message)
    {
        bool isAck = message.Flags.HasFlag(VhostUserFlags.Reply) && message.Payload.Length == sizeof(ulong);
        _options.Log?.Write($"⇒ {(BackEndRequest)message.Request} {(isAck ? $"acknowledged {message.Read<ulong>()}" : "is no acknowledgement")}");
        if (isAck && (BackEndRequest)message.Request == BackEndRequest.ConfigChangeMsg && message.Read<ulong>() == 0) ChangesAcknowledged++;
    }

    private void SendWhatWaits()
    {
        if (_changeIsWaiting)
        {
            _changeIsWaiting = false;
            SendConfigurationChange();
        }
        foreach (var ring in _rings)
        {
            if (ring is not { CallIsWaiting: true } || _backEndChannel is null) continue;
            ring.CallIsWaiting = false;
            SendVringCall(ring);
        }
    }

    private void CloseBackEndChannel()
    {
        _loop.Remove(_backEndWatch);
        _backEndWatch = null;
        _backEndChannel?.Dispose();
        _backEndChannel = null;
    }
}
