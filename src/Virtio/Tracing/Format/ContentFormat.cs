using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>What a chain means, as the field "content" of a line.</summary>
internal static class ContentFormat
{
    public static void Write(FieldWriter fields, ChainContent? content)
    {
        if (content is null) fields.Null("content");
        else fields.Object("content", w => Write(content, w));
    }

    public static ChainContent Read(FieldReader fields)
    {
        var nothing = new Opaque(0, 0);
        if (fields.Object("content") is not { } r) return nothing;
        string kind = r.Text("kind");
        ChainContent? content = kind switch
        {
            "page-frames" => new PageFrames(r.Number("count"), r.Runs("frames"), r.Int("trailingBytes"), r.Number("omitted")),
            "statistics" => new Statistics(
                r.Array("entries", e => new StatisticEntry((StatisticTag)e.Int("tag", ushort.MaxValue), e.Number("value"))), r.Number("bytes")),
            "command" => new Command(new(r.UInt("id"))),
            "free-block" => new FreeBlock(r.Number("bytes")),
            "primed-buffer" => new PrimedBuffer(r.Number("bytes")),
            "free-page-request" => new FreePageRequest(r.Hex("lowMemory")),
            "free-page-answer" => new FreePageAnswer(
                r.Number("freePages"), r.Number("bitmapBytes"), r.Number("carriedBytes"), r.Has("pages") ? r.Pages("pages") : null, r.Number("omitted")),
            "opaque" => new Opaque(r.Number("readableBytes"), r.Number("writableBytes")),
            _ => null,
        };
        if (content is null) r.Fault.Note($"field content.kind names no content");
        r.End();
        return content ?? nothing;
    }

    private static void Write(ChainContent content, FieldWriter w)
    {
        switch (content)
        {
            case PageFrames frames:
                w.Text("kind", "page-frames");
                w.Number("count", frames.Count);
                w.Runs("frames", frames.Frames);
                w.Number("trailingBytes", frames.TrailingBytes);
                w.Number("omitted", frames.Omitted);
                break;
            case Statistics statistics:
                w.Text("kind", "statistics");
                w.Array("entries", statistics.Entries, (e, entry) =>
                {
                    e.Number("tag", (int)entry.Tag);
                    e.Number("value", entry.Value);
                });
                w.Number("bytes", statistics.Bytes);
                break;
            case Command command:
                w.Text("kind", "command");
                w.Number("id", command.Id.Value);
                break;
            case FreeBlock block:
                w.Text("kind", "free-block");
                w.Number("bytes", block.Bytes);
                break;
            case PrimedBuffer primed:
                w.Text("kind", "primed-buffer");
                w.Number("bytes", primed.Bytes);
                break;
            case FreePageRequest request:
                w.Text("kind", "free-page-request");
                w.Hex("lowMemory", request.LowMemory);
                break;
            case FreePageAnswer answer:
                w.Text("kind", "free-page-answer");
                w.Number("freePages", answer.FreePages);
                w.Number("bitmapBytes", answer.BitmapBytes);
                w.Number("carriedBytes", answer.CarriedBytes);
                w.Runs("pages", answer.Pages);
                w.Number("omitted", answer.Omitted);
                break;
            case Opaque opaque:
                w.Text("kind", "opaque");
                w.Number("readableBytes", opaque.ReadableBytes);
                w.Number("writableBytes", opaque.WritableBytes);
                break;
            default:
                throw new ArgumentException($"{content.GetType().Name} has no form in a trace", nameof(content));
        }
    }
}
