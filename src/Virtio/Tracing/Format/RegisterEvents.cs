using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Registers and interrupts of a transport (virtio 1.4, chapter 4).</summary>
internal static class RegisterEvents
{
    private const int WidestAccess = 8;

    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<RegisterRead>(
            "register-read",
            (w, e) => Access(w, e.Space, e.Offset, e.Width, e.Value),
            r => new(r.Name("space", TraceNames.Spaces), (uint)r.Hex("offset", uint.MaxValue), r.Int("width", WidestAccess), r.Hex("value"))),
        new EventFormat<RegisterWritten>(
            "register-written",
            (w, e) => Access(w, e.Space, e.Offset, e.Width, e.Value),
            r => new(r.Name("space", TraceNames.Spaces), (uint)r.Hex("offset", uint.MaxValue), r.Int("width", WidestAccess), r.Hex("value"))),
        new EventFormat<InterruptLineChanged>(
            "interrupt-line-changed",
            (w, e) =>
            {
                w.Number("line", e.Line);
                w.Flag("raised", e.IsRaised);
            },
            r => new(r.Int("line"), r.Flag("raised"))),
        new EventFormat<InterruptMessageSent>("interrupt-message-sent", (w, e) => w.Number("vector", e.Vector), r => new(r.Int("vector"))),
    ];

    private static void Access(FieldWriter w, RegisterSpace space, uint offset, int width, ulong value)
    {
        w.Name("space", (RegisterSpace?)space, TraceNames.Spaces);
        w.Hex("offset", offset);
        w.Number("width", width);
        w.Hex("value", value);
    }
}
