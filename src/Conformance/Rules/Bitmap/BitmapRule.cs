using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Rules.Bitmap;

/// <summary>A rule of the bitmap dialect: sees nothing of the other, where bit 3 and queue 3 mean something else.</summary>
internal abstract class BitmapRule : PerLifeRule
{
    /// <summary>What has gone over the queue, as it was before the event.</summary>
    protected BitmapExchange Exchange => Context.Exchange;

    /// <summary>Bytes that the bitmap of this machine has, or null when its RAM is not known.</summary>
    protected ulong? ExpectedBytes => Context.RamPages is { } pages ? (pages + 63) / 64 * 8 : null;

    protected sealed override void Watch(TraceEvent e)
    {
        if (Context.IsBitmapDialect) Look(e);
    }

    protected abstract void Look(TraceEvent e);

    /// <summary>What is wrong with the lengths and bits of an answer, or null; also null when the RAM is not known.</summary>
    protected string? Fault(ChainContent content)
    {
        if (content is not FreePageAnswer answer) return "the chain is too short for an answer";
        if (answer.BitmapBytes != answer.CarriedBytes) return $"{answer.CarriedBytes} bytes of bitmap where the answer says {answer.BitmapBytes}";
        if (ExpectedBytes is { } expected && answer.BitmapBytes != expected) return $"{answer.BitmapBytes} bytes of bitmap where the RAM needs {expected}";
        if (Context.RamPages is { } pages && answer.Pages is { Count: > 0 } set && set[^1].End > pages) return $"page 0x{set[^1].End - 1:x} is marked, and RAM ends before";
        return null;
    }
}
