using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ballast.Virtio.Scheduling;

namespace Ballast.Peers.VhostUser.FrontEnd;

/// <summary>
/// A front end's requests and the back end's answers, one at a time and each with a deadline. The socket is read on the
/// loop, so that a back end which hangs up or says something unasked is noticed at once. What breaks the protocol ends the
/// connection, and every later request fails for the same reason.
/// </summary>
internal sealed class BackEndConnection : IDisposable
{
    private readonly VhostUserLoop _loop;
    private readonly Socket _socket;
    private readonly VhostUserChannel _channel;
    private readonly TimeSpan _deadline;
    private readonly IVhostUserLog? _log;
    private readonly VhostUserLoop.Watch _watch;
    private readonly Lock _oneAtATime = new();
    private Exchange? _exchange;
    private volatile VhostUserException? _fault;

    public BackEndConnection(VhostUserLoop loop, Socket socket, TimeSpan deadline, IVhostUserLog? log)
    {
        _loop = loop;
        _socket = socket;
        _deadline = deadline;
        _log = log;
        _channel = new(socket.SafeHandle);
        _watch = loop.Invoke(() => loop.Add(socket.SafeHandle, _ => Serve()));
    }

    /// <summary>Why the connection is over; null while it is not.</summary>
    public VhostUserException? Fault => _fault;

    /// <summary>The connection is over. Raised once, on the loop.</summary>
    public event Action<VhostUserException>? Lost;

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="size">Bytes that the answer must have; null where the caller checks them.</param>
    /// <returns>The payload of the answer.</returns>
    public byte[] Ask(FrontEndRequest request, byte[] payload, int? size) => Do(new(request, VhostUserFlags.None, payload, []) { IsAnswered = true, AnswerSize = size });

    /// <summary>Sends a request and waits until the back end says how it went (REPLY_ACK).</summary>
    /// <returns>False when it is refused.</returns>
    public bool TryDo(FrontEndRequest request, byte[] payload, SafeHandle[] descriptors) =>
        BitConverter.ToUInt64(Do(new(request, VhostUserFlags.NeedReply, payload, descriptors) { IsAnswered = true, AnswerSize = sizeof(ulong) })) == 0;

    /// <summary>Sends a request that has no answer, and waits until it is on its way.</summary>
    public void Tell(FrontEndRequest request, byte[] payload, SafeHandle[] descriptors) => Do(new(request, VhostUserFlags.None, payload, descriptors));

    /// <summary>Ends the connection. On the loop.</summary>
    public void Fail(string message, string what)
    {
        if (_fault is not null) return;
        var fault = new VhostUserException(message, what, endsConnection: true);
        _fault = fault;
        _log?.Write($"over: {fault.Message}");
        _loop.Remove(_watch);
        _channel.Dispose();
        _socket.Dispose();
        _exchange?.Done.Set();
        Lost?.Invoke(fault);
    }

    public void Dispose() => _loop.Invoke(() => Fail("connection", "the front end was closed"));

    private byte[] Do(Exchange exchange)
    {
        lock (_oneAtATime)
        {
            _loop.Post(() => Begin(exchange));
            if (!exchange.Done.Wait(_deadline))
            {
                string what = exchange.IsAnswered ? "no answer" : "the back end does not read it";
                _loop.Invoke(() =>
                {
                    if (!exchange.Done.IsSet) Fail(exchange.Name, $"{what} within {_deadline.TotalSeconds:0.###} s");
                });
            }
            if (exchange.Answer is { } answer) return answer;
            var fault = _fault!;
            throw new VhostUserException(fault.Request, fault.Message[(fault.Request.Length + 2)..], endsConnection: true, fault);
        }
    }

    private void Begin(Exchange exchange)
    {
        if (_fault is not null)
        {
            exchange.Done.Set();
            return;
        }
        _exchange = exchange;
        _log?.Write($"→ {MessageText.OfReply(exchange.Request, exchange.Payload)}");
        if (!_channel.Send((uint)exchange.Request, exchange.Flags, exchange.Payload, exchange.Descriptors)) Fail(exchange.Name, "the back end has closed the connection");
        else NoteSent();
    }

    private void NoteSent()
    {
        _watch.WantsToWrite = _channel.HasUnsent;
        if (_channel.HasUnsent || _exchange is not { IsAnswered: false } exchange) return;
        exchange.Complete([]);
        _exchange = null;
    }

    private void Serve()
    {
        if (_fault is not null) return;
        string during = _exchange?.Name ?? "connection";
        if (!_channel.Flush())
        {
            Fail(during, "the back end has closed the connection");
            return;
        }
        NoteSent();
        while (_fault is null)
        {
            switch (_channel.Receive(out var message, out var violation))
            {
                case ReceiveOutcome.Nothing:
                    return;
                case ReceiveOutcome.Ended:
                    Fail(during, "the back end has closed the connection");
                    return;
                case ReceiveOutcome.Broken:
                    Fail(during, violation!.Message);
                    return;
                default:
                    using (message) Take(message!);
                    break;
            }
        }
    }

    private void Take(VhostUserMessage message)
    {
        var request = (FrontEndRequest)message.Request;
        if (_exchange is not { IsAnswered: true } exchange)
        {
            Fail(MessageText.NameOf(request), "the back end answers what nobody asked");
            return;
        }
        _log?.Write($"← {MessageText.OfReply(request, message.Payload)}");
        if (exchange.WhyNot(message) is { } wrong)
        {
            Fail(exchange.Name, wrong);
            return;
        }
        _exchange = null;
        exchange.Complete(message.Payload.ToArray());
    }

    private sealed class Exchange(FrontEndRequest request, VhostUserFlags flags, byte[] payload, SafeHandle[] descriptors)
    {
        public FrontEndRequest Request => request;

        public string Name => MessageText.NameOf(request);

        public VhostUserFlags Flags => flags;

        public byte[] Payload => payload;

        public SafeHandle[] Descriptors => descriptors;

        public bool IsAnswered { get; init; }

        public int? AnswerSize { get; init; }

        // Not disposed: the loop may set it while the one who waits leaves.
        public ManualResetEventSlim Done { get; } = new();

        public byte[]? Answer { get; private set; }

        public void Complete(byte[] answer)
        {
            Answer = answer;
            Done.Set();
        }

        public string? WhyNot(VhostUserMessage message)
        {
            if (message.Request != (uint)request) return $"the answer is one to {MessageText.NameOf((FrontEndRequest)message.Request)}";
            if (message.Flags != VhostUserFlags.Reply) return $"the answer has flags 0x{(uint)message.Flags | 1:x}, where 0x5 belongs";
            if (message.DescriptorCount != 0) return $"{message.DescriptorCount} descriptors come with the answer, where none belongs";
            if (AnswerSize is { } size && message.Payload.Length != size) return $"the answer has {message.Payload.Length} bytes, where {size} belong";
            return null;
        }
    }
}
