using System.Runtime.InteropServices;
using Ballast.Peers.VhostUser.Memory;
using Ballast.Virtio;
using Ballast.Virtio.Transport;

namespace Ballast.Peers.VhostUser;

/// <summary>
/// One front end, from its connection until it leaves: what it has negotiated, its memory and its rings. Lives on the loop.
/// A request that will not do is refused by a non-zero answer where one was asked for (REPLY_ACK); otherwise the front end
/// would go on in the belief that it was done, so the connection ends.
/// </summary>
internal sealed partial class FrontEndConnection : IDisposable
{
    // A front end that never pauses must not keep the loop from its other work.
    private const int MessagesAtOnce = 64;

    private readonly VhostUserLoop _loop;
    private readonly IVirtioDevice _device;
    private readonly VhostUserOptions _options;
    private readonly Action<FrontEndDeparture> _left;
    private readonly VhostUserChannel _channel;
    private readonly VhostUserLoop.Watch _watch;
    private ProtocolFeatures _protocol;
    private bool _isOver;
    private bool _answered;

    public FrontEndConnection(VhostUserLoop loop, IVirtioDevice device, VhostUserOptions options, SafeHandle socket, Action<FrontEndDeparture> left)
    {
        _loop = loop;
        _device = device;
        _options = options;
        _left = left;
        _channel = new(socket);
        _watch = loop.Add(socket, _ => Guarded(Serve));
    }

    /// <summary>The memory that the front end shares now.</summary>
    public SharedMemory Memory { get; private set; } = SharedMemory.Empty;

    /// <summary>Called when <see cref="Memory"/> has changed.</summary>
    public Action<SharedMemory>? MemoryChanged { get; set; }

    /// <summary>Ends the connection and takes the device back to what it was before.</summary>
    public void Leave(FrontEndDeparture departure)
    {
        if (_isOver) return;
        _isOver = true;
        _options.Log?.Write($"left: {departure.Reason}");
        _loop.Remove(_watch);
        _channel.Dispose();
        CloseBackEndChannel();
        try
        {
            StopDevice();
            _device.AttachMemory(SharedMemory.Empty.GuestMemory);
        }
        finally
        {
            foreach (var region in Memory.Regions) region.Dispose();
            Memory = SharedMemory.Empty;
            _left(departure);
        }
    }

    public void Dispose() => Leave(new("the back end was closed"));

    // Whatever a front end sends, it costs at most its own connection.
    private void Guarded(Action work)
    {
        if (_isOver) return;
        try
        {
            work();
        }
        catch (Exception e)
        {
            Leave(new($"internal error: {e.Message}", Failure: e));
        }
    }

    private void Serve()
    {
        if (!_channel.Flush())
        {
            Leave(new("the front end closed the connection"));
            return;
        }
        for (int i = 0; i < MessagesAtOnce && !_isOver && !_channel.HasUnsent; i++)
        {
            switch (_channel.Receive(out var message, out var violation))
            {
                case ReceiveOutcome.Nothing:
                    return;
                case ReceiveOutcome.Ended:
                    Leave(new("the front end closed the connection"));
                    return;
                case ReceiveOutcome.Broken:
                    Leave(new(violation!.Message, violation));
                    return;
                default:
                    using (message) Answer(message!);
                    break;
            }
        }
        // No request is read before the last answer is: a front end that reads nothing cannot make us keep more and more.
        _watch.WantsToWrite = _channel.HasUnsent;
    }

    private void Answer(VhostUserMessage message)
    {
        _options.Log?.Write("→ " + MessageText.Of(message));
        var request = (FrontEndRequest)message.Request;
        _answered = false;
        if (RequestShape.Of(request) is not { } shape)
        {
            _options.Log?.Write($"refused: request {message.Request} is not known");
            if (WantsAcknowledgement(message)) Reply(request, 1UL);
            return;
        }
        var violation = shape.Check(message) is { } wrong ? Refused(request, wrong) : Dispatch(request, message);
        if (_isOver) return;
        if (violation is not null) _options.Log?.Write($"refused: {violation}");
        // Asked only now: Linux wants an answer already to the message that accepts REPLY_ACK.
        bool wantsAck = !_answered && WantsAcknowledgement(message);
        if (wantsAck) Reply(request, violation is null ? 0UL : 1UL);
        else if (violation is not null) Leave(new(violation.Message, violation));
    }

    private bool WantsAcknowledgement(VhostUserMessage message) =>
        message.Flags.HasFlag(VhostUserFlags.NeedReply) && _protocol.HasFlag(ProtocolFeatures.ReplyAck);

    private Violation? Dispatch(FrontEndRequest request, VhostUserMessage message)
    {
        var needed = NeededFor(request);
        if ((_protocol & needed) != needed) return Refused(request, $"the protocol feature {needed} was not accepted");
        switch (request)
        {
            case FrontEndRequest.GetFeatures: return GetFeatures();
            case FrontEndRequest.SetFeatures: return SetFeatures(message.Read<ulong>());
            case FrontEndRequest.GetProtocolFeatures: return Reply(request, (ulong)_options.ProtocolFeatures);
            case FrontEndRequest.SetProtocolFeatures: return SetProtocolFeatures((ProtocolFeatures)message.Read<ulong>());
            case FrontEndRequest.SetOwner: return null;
            case FrontEndRequest.ResetOwner or FrontEndRequest.ResetDevice: return ResetDevice();
            case FrontEndRequest.GetQueueNum: return Reply(request, (ulong)_device.QueueCount);
            case FrontEndRequest.SetStatus: return SetStatus(message.Read<ulong>());
            case FrontEndRequest.GetStatus: return Reply(request, (ulong)_device.ReadStatus());
            case FrontEndRequest.GetConfig: return GetConfig(message);
            case FrontEndRequest.SetConfig: return SetConfig(message);
            case FrontEndRequest.SetBackendReqFd: return SetBackendReqFd(message);
            case FrontEndRequest.SetMemTable: return SetMemTable(message);
            case FrontEndRequest.AddMemReg: return AddMemReg(message);
            case FrontEndRequest.RemMemReg: return RemMemReg(message);
            case FrontEndRequest.GetMaxMemSlots: return Reply(request, (ulong)MaximumRegions);
            default: return DispatchToRing(request, message);
        }
    }

    private static ProtocolFeatures NeededFor(FrontEndRequest request) => request switch
    {
        FrontEndRequest.GetConfig or FrontEndRequest.SetConfig => ProtocolFeatures.Config,
        FrontEndRequest.SetBackendReqFd => ProtocolFeatures.BackendReq,
        FrontEndRequest.SetStatus or FrontEndRequest.GetStatus => ProtocolFeatures.Status,
        FrontEndRequest.ResetDevice => ProtocolFeatures.ResetDevice,
        FrontEndRequest.VringKick => ProtocolFeatures.InbandNotifications,
        FrontEndRequest.GetMaxMemSlots or FrontEndRequest.AddMemReg or FrontEndRequest.RemMemReg => ProtocolFeatures.ConfigureMemSlots,
        _ => ProtocolFeatures.None,
    };

    private Violation? Reply<T>(FrontEndRequest request, T payload) where T : unmanaged =>
        Reply(request, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in payload)));

    private Violation? Reply(FrontEndRequest request, ReadOnlySpan<byte> payload)
    {
        _answered = true;
        _options.Log?.Write("← " + MessageText.OfReply(request, payload));
        if (!_channel.Send((uint)request, VhostUserFlags.Reply, payload)) Leave(new("the front end closed the connection"));
        return null;
    }

    private static Violation Refused(FrontEndRequest request, string why) => new($"vhost-user.{MessageText.NameOf(request)}", $"{MessageText.NameOf(request)}: {why}");
}
