using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Wire;

namespace Ballast.Host.Balloon;

public partial class BalloonDevice
{
    // device.balloon.hinting.2: ids count up and leave out STOP and DONE; one comes again after 2^32 - 2 rounds.
    /// <summary>The id of the round after the one with this id.</summary>
    protected internal virtual CommandId After(CommandId last) =>
        new CommandId(unchecked(last.Value + 1)) is { IsRound: true } next ? next : CommandId.First;

    /// <summary>A round of hints after something happened.</summary>
    protected internal virtual HintSession Next(HintSession session, HintInput input) => session.Next(input);

    // device.balloon.hinting.3
    /// <summary>Whether pages that are hinted now count.</summary>
    protected internal virtual bool AcceptsPages(HintSession session) => session.AcceptsPages;

    /// <summary>What free_page_hint_cmd_id shows.</summary>
    protected internal virtual CommandId Shown(HintSession session) => session.Current;

    /// <summary>A request for a bitmap after something happened.</summary>
    protected internal virtual BitmapSession Next(BitmapSession session, BitmapInput input) => session.Next(input);

    // bitmap.request.2
    /// <summary>Whether the request is sent now.</summary>
    protected internal virtual bool CanAsk(BitmapSession session) => session.CanAsk;

    // bitmap.request.1
    /// <summary>What a request carries: lowmem in bytes.</summary>
    protected internal virtual ulong Requested => Options.LowMemory;

    // bitmap.answer.9 and .10
    /// <summary>Whether an answer that comes now is the one that is waited for.</summary>
    protected internal virtual bool IsAwaited(BitmapSession session) => session.Answer == BitmapAnswer.Awaited;

    // bitmap.answer.2
    /// <summary>Whether an answer has the two lengths that stand before its bitmap, in whatever buffers.</summary>
    protected internal virtual bool HasLengths(DescriptorChain chain) => chain.ReadableLength >= FreePageAnswerHeader.Size;

    // bitmap.answer.8
    /// <summary>Why an answer cannot be taken, judging by its lengths.</summary>
    /// <param name="header">What stands before the bitmap.</param>
    /// <param name="carried">Bytes of bitmap that the chain carries.</param>
    /// <param name="ramPages">Pages of RAM.</param>
    protected internal virtual Violation? Check(FreePageAnswerHeader header, ulong carried, ulong ramPages)
    {
        ulong expected = FreePageAnswerHeader.BitmapBytesFor(ramPages);
        if (header.BitmapBytes != expected)
            return new("bitmap.answer.3", $"the answer says {header.BitmapBytes} bytes of bitmap, {ramPages} pages of RAM have {expected}");
        if (carried != header.BitmapBytes)
            return new("bitmap.answer.1", $"the answer says {header.BitmapBytes} bytes of bitmap, but carries {carried}");
        return null;
    }

    // bitmap.answer.8
    /// <summary>Why a bitmap cannot be taken: a bit beyond the RAM is set.</summary>
    protected internal virtual Violation? Check(ReadOnlySpan<ulong> bitmap, ulong ramPages)
    {
        int spare = (int)(ramPages % 64);
        return spare != 0 && bitmap[^1] >> spare != 0 ? new("bitmap.answer.4", $"the answer has bits beyond the RAM of {ramPages} pages set") : null;
    }

    // bitmap.answer.7
    /// <summary>Returns the chain of an answer.</summary>
    protected internal virtual void ReturnAnswer(DescriptorChain chain) => Use(BalloonQueue.FreePage, chain);

    // device.balloon.stats.1
    /// <summary>Whether a statistic is known by its tag; unknown ones are ignored.</summary>
    protected internal virtual bool Knows(StatisticTag tag) => Enum.IsDefined(tag);

    // device.legacy.balloon.stats.1
    /// <summary>Byte order of statistics.</summary>
    protected internal virtual ByteOrder StatisticsByteOrder => ByteOrder;

    // device.legacy.balloon.stats.2
    /// <summary>Whether a buffer of statistics is returned in its turn, but not looked at.</summary>
    /// <param name="sample">0 for the first one since the queue was set up, and so on.</param>
    protected internal virtual bool IgnoresStatistics(int sample) => IsLegacy && sample == 0;

    // device.legacy.balloon.hinting.1
    /// <summary>Byte order of command ids in buffers.</summary>
    protected internal virtual ByteOrder CommandByteOrder => ByteOrder;

    // device.legacy.balloon.inflate-deflate.1: drivers of old write actual byte by byte, upwards.
    /// <summary>Whether a write to the configuration makes actual known to the host.</summary>
    protected internal virtual bool CompletesActual(int offset, int length)
    {
        const int Top = BalloonConfiguration.ActualOffset + 3;
        return offset <= Top && (long)offset + length > (IsLegacy ? Top : BalloonConfiguration.ActualOffset);
    }

    // device.balloon.reporting.2: a discarded page reads as zero, which is allowed only where zero is the poison.
    /// <summary>Whether the pages that a chain of this queue names are given back to the host.</summary>
    protected internal virtual bool ShouldDiscard(BalloonQueue queue) => Options.PunchHoles && queue switch
    {
        BalloonQueue.Inflate => true,
        BalloonQueue.Reporting => !AcceptedFeatures.Has(Feature.PagePoison) || Field(BalloonConfiguration.PoisonValueOffset) == 0,
        _ => false,
    };
}
