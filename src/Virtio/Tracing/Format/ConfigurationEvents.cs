using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>The configuration space (virtio 1.4, 2.5).</summary>
internal static class ConfigurationEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<ConfigurationRead>(
            "configuration-read", (w, e) => Access(w, e.Offset, e.Value, e.Width), r => new(r.Int("offset"), r.Number("value"), Width(r))),
        new EventFormat<ConfigurationWritten>(
            "configuration-written", (w, e) => Access(w, e.Offset, e.Value, e.Width), r => new(r.Int("offset"), r.Number("value"), Width(r))),
        new EventFormat<ConfigurationChanged>(
            "configuration-changed",
            (w, e) =>
            {
                w.Number("offset", e.Offset);
                w.Number("before", e.Before);
                w.Number("after", e.After);
                w.Flag("notified", e.Notified);
            },
            r => new(r.Int("offset"), r.UInt("before"), r.UInt("after"), r.Flag("notified"))),
        new EventFormat<ConfigurationNotified>("configuration-notified", (_, _) => { }, _ => new()),
        new EventFormat<GenerationRead>("generation-read", (w, e) => w.Number("generation", e.Generation), r => new(r.UInt("generation"))),
    ];

    private static void Access(FieldWriter w, int offset, ulong value, int width)
    {
        w.Number("offset", offset);
        w.Number("value", value);
        w.Number("width", width);
    }

    private static int Width(FieldReader r)
    {
        int width = r.Int("width");
        if (width is not (1 or 2 or 4 or 8)) r.Fault.Note("field width is not 1, 2, 4 or 8");
        return width;
    }
}
