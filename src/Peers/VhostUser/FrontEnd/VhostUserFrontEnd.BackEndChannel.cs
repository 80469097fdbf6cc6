using Ballast.Peers.VhostUser.Native;
using Ballast.Peers.VhostUser.Payloads;
using Ballast.Virtio.Scheduling;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <content>What the back end says of its own accord (vhost-user, SET_BACKEND_REQ_FD). On the front end's loop.</content>
public sealed partial class VhostUserFrontEnd
{
    // A back end that never pauses must not keep the loop from its other work.
    private const int MessagesAtOnce = 64;

    private VhostUserChannel? _backEndChannel;
    private VhostUserLoop.Watch? _backEndWatch;

    private void OpenBackEndChannel()
    {
        var (ours, theirs) = Descriptors.NewSocketPair();
        _loop.Invoke(() =>
        {
            _backEndChannel = new(ours);
            _backEndWatch = _loop.Add(ours, _ => ServeBackEndChannel());
        });
        using (theirs) Do(FrontEndRequest.SetBackendReqFd, [], theirs);
    }

    private void ServeBackEndChannel()
    {
        if (_backEndChannel is not { } channel) return;
        if (!channel.Flush())
        {
            CloseBackEndChannel();
            return;
        }
        // No request is read before the last answer is: a back end that reads nothing cannot make us keep more and more.
        for (int i = 0; i < MessagesAtOnce && _backEndChannel is not null && !channel.HasUnsent; i++)
        {
            var outcome = channel.Receive(out var message, out var violation);
            if (outcome == ReceiveOutcome.Nothing) break;
            if (outcome == ReceiveOutcome.Message)
            {
                using (message) TakeRequest(channel, message!);
                continue;
            }
            // The device may go on without; a message that is none is something else.
            if (violation is not null) _connection.Fail("the back end's channel", violation.Message);
            else CloseBackEndChannel();
            return;
        }
        if (_backEndWatch is { } watch) watch.WantsToWrite = channel.HasUnsent;
    }

    private void TakeRequest(VhostUserChannel channel, VhostUserMessage message)
    {
        var request = (BackEndRequest)message.Request;
        _options.Log?.Write($"⇒ {MessageText.NameOf(request)} {Convert.ToHexStringLower(message.Payload)}");
        if (WhyNot(request, message) is { } wrong)
        {
            _connection.Fail(MessageText.NameOf(request), wrong);
            return;
        }
        if (request == BackEndRequest.ConfigChangeMsg)
        {
            Interlocked.Increment(ref _generation);
            _driver?.ConfigurationChanged();
        }
        else
        {
            _driver?.UsedBuffers((int)message.Read<VringState>().Index);
        }
        if (!message.Flags.HasFlag(VhostUserFlags.NeedReply) || !Has(ProtocolFeatures.ReplyAck)) return;
        if (!channel.Send(message.Request, VhostUserFlags.Reply, Bytes(0UL))) CloseBackEndChannel();
    }

    private string? WhyNot(BackEndRequest request, VhostUserMessage message)
    {
        if ((message.Flags & ~VhostUserFlags.NeedReply) != 0) return $"a request of the back end has flags 0x{(uint)message.Flags | 1:x}";
        if (message.DescriptorCount != 0) return $"{message.DescriptorCount} descriptors come along, where none belongs";
        var (size, needed) = request switch
        {
            BackEndRequest.ConfigChangeMsg => (0, ProtocolFeatures.Config),
            BackEndRequest.VringCall => (VringState.Size, ProtocolFeatures.InbandNotifications),
            _ => (-1, ProtocolFeatures.None),
        };
        if (size < 0) return "no protocol feature that was accepted lets a back end send this";
        if (!Has(needed)) return $"the protocol feature {needed} was not accepted";
        if (message.Payload.Length != size) return $"{message.Payload.Length} bytes of payload, where {size} belong";
        if (request == BackEndRequest.VringCall && message.Read<VringState>().Index >= (uint)_queueCount) return $"there is no ring {message.Read<VringState>().Index}";
        return null;
    }

    private void CloseBackEndChannel()
    {
        _loop.Remove(_backEndWatch);
        _backEndWatch = null;
        _backEndChannel?.Dispose();
        _backEndChannel = null;
    }
}
