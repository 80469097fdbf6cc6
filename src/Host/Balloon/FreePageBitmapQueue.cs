using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ballast.Host.Devices;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Balloon;

/// <summary>free_pages of the bitmap dialect: a primed buffer is kept and returned as a request, answers are taken when they were asked for.</summary>
internal sealed class FreePageBitmapQueue(BalloonDevice device) : QueueHandler
{
    private ulong[]? _free;
    private FreePagePoll? _polled;

    public BitmapSession Session { get; private set; }

    /// <summary>Why the answer to the request under way was refused.</summary>
    public Violation? Refusal { get; private set; }

    private bool IsAvailable => device.IsRunning && device.Options.Dialect == Dialect.Bitmap && device.AcceptedFeatures.Has(Feature.GetFreePages);

    public override void Handle(DescriptorChain chain)
    {
        switch (chain.ReadableLength, chain.WritableLength)
        {
            case (0, > 0):
                Prime(chain);
                break;
            case ( > 0, 0):
                Answer(chain);
                break;
            default:
                device.Refuse(new("bitmap.answer.1", $"a chain of {chain.ReadableLength} readable and {chain.WritableLength} writable bytes is neither answer nor primed buffer"));
                device.Use(BalloonQueue.FreePage, chain);
                break;
        }
    }

    public override void Drop()
    {
        base.Drop();
        Apply(BitmapInput.Unprimed);
    }

    // bitmap.state.1
    public (FreePagePoll Outcome, ulong[]? Free) Poll()
    {
        ulong[]? free = null;
        var outcome = FreePagePoll.Unsupported;
        if (IsAvailable && Session.State == BitmapRequestState.Done)
        {
            (outcome, free, _free) = (FreePagePoll.Done, _free, null);
            Apply(BitmapInput.Fetched);
        }
        else if (IsAvailable)
        {
            outcome = FreePagePoll.Pending;
            if (Session.State == BitmapRequestState.NotStarted) Begin();
        }
        if (outcome != _polled) device.Record(new FreePagesPolled(outcome));
        _polled = outcome;
        return (outcome, free);
    }

    public void GiveUp()
    {
        Forget();
        Apply(BitmapInput.GivenUp);
    }

    /// <summary>The driver is gone: what was asked of it will not be answered.</summary>
    public void Leave()
    {
        Forget();
        Held = null;
        Apply(BitmapInput.DriverLeft);
    }

    /// <summary>Sends the request if it can be sent by now.</summary>
    public void Continue()
    {
        Ask();
        device.NotifyUsed(BalloonQueue.FreePage);
    }

    private void Begin()
    {
        Forget();
        Apply(BitmapInput.Wanted);
        Continue();
    }

    private void Forget() => (_free, Refusal, _polled) = (null, null, null);

    private void Prime(DescriptorChain chain)
    {
        if (chain.WritableLength != FreePageRequestWire.Size || Held is not null)
        {
            device.Refuse(new("bitmap.prime.1", Held is null
                ? $"a buffer of {chain.WritableLength} bytes is primed instead of {FreePageRequestWire.Size}"
                : "a second buffer is primed while one is held"));
            device.Use(BalloonQueue.FreePage, chain);
            return;
        }
        Held = chain;
        Apply(BitmapInput.Primed);
        Ask();
    }

    private void Ask()
    {
        if (!IsAvailable || device.IsPaused || !device.CanAsk(Session) || Held is not { } chain) return;
        Held = null;
        Span<byte> request = stackalloc byte[FreePageRequestWire.Size];
        BinaryPrimitives.WriteUInt64LittleEndian(request, device.Requested);
        Apply(BitmapInput.Asked);
        if (chain.Write(device.Memory, request) < request.Length) device.Break(new("2.6", "the primed buffer is not guest memory"));
        else device.Use(BalloonQueue.FreePage, chain, FreePageRequestWire.Size, new FreePageRequest(device.Requested));
    }

    private void Answer(DescriptorChain chain)
    {
        if (device.IsAwaited(Session))
        {
            var free = Read(chain, out var violation);
            if (!device.IsRunning) return;
            if (violation is null)
            {
                _free = free;
                Apply(BitmapInput.Answered);
            }
            else
            {
                device.Refuse(violation);
                Refusal = violation;
                Apply(BitmapInput.AnsweredWrongly);
            }
        }
        else
        {
            // bitmap.answer.9 and .10: nobody waits for it; it may settle what was given up.
            Apply(BitmapInput.Answered);
        }
        device.ReturnAnswer(chain);
        Ask();
    }

    // bitmap.answer.2: one stream of bytes, read once, and not before its lengths were found right.
    private ulong[]? Read(DescriptorChain chain, out Violation? violation)
    {
        ulong pages = (device.Ram?.Size ?? 0) >> PageRun.PageShift;
        var reader = new ChainReader(chain, device.Memory);
        Span<byte> start = stackalloc byte[FreePageAnswerHeader.Size];
        if (!device.HasLengths(chain))
        {
            violation = new("bitmap.answer.1", $"an answer of {chain.ReadableLength} bytes does not have its two lengths");
            return null;
        }
        ulong[]? words = null;
        violation = null;
        if (reader.Read(start) == start.Length)
        {
            violation = device.Check(MemoryMarshal.Read<FreePageAnswerHeader>(start), chain.ReadableLength - (ulong)start.Length, pages);
            if (violation is not null) return null;
            words = new ulong[FreePageAnswerHeader.BitmapBytesFor(pages) / sizeof(ulong)];
            reader.Read(MemoryMarshal.AsBytes(words.AsSpan()));
        }
        if (reader.IsBroken || words is null)
        {
            device.Break(new("2.6", "a buffer of an answer is not guest memory"));
            return null;
        }
        // bitmap.answer.4
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
        violation = device.Check(words, pages);
        return words;
    }

    private void Apply(BitmapInput input)
    {
        var before = Session.State;
        Session = device.Next(Session, input);
        if (Session.State != before) device.Record(new FreePageRequestChanged(Session.Request, Session.State));
    }
}
