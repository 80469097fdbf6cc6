using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Golden;

/// <summary>An event in the words of golden traces, without time, heads and whatever else is the implementation's own.</summary>
/// <param name="Kind">What it is about: events of a kind that a golden trace does not mention are nothing to it.</param>
/// <param name="Tokens">Its words.</param>
internal sealed partial record GoldenLine(string Kind, IReadOnlyList<GoldenToken> Tokens)
{
    public override string ToString() => string.Join(' ', Tokens.Select(t => t.Text));

    /// <summary>The kind that a pattern with these words is about.</summary>
    public static string KindOf(IReadOnlyList<string> words) => words[0] switch
    {
        "chain" or "used" when words.Count > 1 => $"queue {words[1]}",
        "configuration" or "reads" or "writes" when words.Count > 1 => $"{words[0]} {words[1]}",
        var verb => verb,
    };

    public static GoldenLine Of(TraceEvent e, Dialect dialect)
    {
        IReadOnlyList<GoldenToken> tokens = [.. Words(e, dialect)];
        return new(KindOf([.. tokens.Select(t => t.Text)]), tokens);
    }

    private static IEnumerable<GoldenToken> Words(TraceEvent e, Dialect dialect) => e switch
    {
        FeaturesOffered o => Say($"offers {o.Features.ToString(dialect)}"),
        FeaturesAccepted a => Say($"accepts {a.Features.ToString(dialect)}"),
        StatusWritten s => Say($"status {Names(s.Status)}"),
        StatusRead s => Say($"reads status {Names(s.Status)}"),
        DeviceStatusChanged s => Say($"device-status {Names(s.Status)}"),
        DeviceReset => Say("reset"),
        ConfigurationChanged c => [new("configuration"), new(Field(c.Offset)), Value(c.Offset, c.Before), new("→"), Value(c.Offset, c.After)],
        ConfigurationNotified => Say("notifies configuration"),
        ConfigurationRead r => [.. Say($"reads configuration {Field(r.Offset)}"), Value(r.Offset, r.Value)],
        ConfigurationWritten w => [.. Say($"writes {Field(w.Offset)}"), Value(w.Offset, w.Value)],
        GenerationRead g => [.. Say("reads generation"), new($"{g.Generation}", "generation")],
        QueueConfigured q => Say($"queue {q.Index} {Queue(q.Queue)} size {q.Addresses.Size}"),
        QueueEnabled q => Say($"enables {q.Index} {Queue(q.Queue)}"),
        QueueResetRead q => Say($"reset-read {q.Index} {(q.IsDone ? "done" : "pending")}"),
        QueueReset q => Say($"stops {q.Index} {Queue(q.Queue)}"),
        DeviceNotified n => Say($"kicks {Queue(n.Queue)}"),
        DriverNotified n => Say($"calls {Queue(n.Queue)}"),
        ChainAvailable c => [.. Say($"chain {Queue(c.Queue)}"), .. Content(c)],
        ChainUsed u => [.. Say($"used {Queue(u.Queue)} length {u.Length}"), .. Written(u.Content)],
        Refused r => Say($"refuses {r.Violation.Clause}"),
        PagesHinted h => [new("hinted"), Range(h.Address, h.Length), .. Say($"dropped {h.Dropped}")],
        FreePageRequestChanged r => Say($"request {r.Request} {Hyphenate(r.State.ToString())}"),
        FreePagesPolled p => Say($"poll {Hyphenate(p.Outcome.ToString())}"),
        _ => MigrationWords(e),
    };

    private static IEnumerable<GoldenToken> Content(ChainAvailable chain) => chain.Content switch
    {
        Command c => [.. Say("command id"), Id(c.Id)],
        FreeBlock => [new("pages"), .. chain.Buffers.Select(b => Range(b.Address, b.Length))],
        PageFrames f => Say($"frames {f.Count}"),
        Virtio.Tracing.Content.Statistics s => Say($"statistics {s.Entries.Count}"),
        PrimedBuffer p => Say($"buffer {p.Bytes}"),
        FreePageAnswer a => [.. Say("answer free"), new($"{a.FreePages}", "free"), .. Say($"bitmap {a.BitmapBytes} bytes")],
        Opaque o => Say($"opaque {o.ReadableBytes} {o.WritableBytes}"),
        _ => Say("nothing"),
    };

    private static IEnumerable<GoldenToken> Written(ChainContent? content) =>
        content is FreePageRequest request ? Say($"lowmem 0x{request.LowMemory:x}") : [];

    private static GoldenToken Value(int offset, ulong value) => offset == BalloonConfiguration.FreePageHintCommandIdOffset
        ? Id(new((uint)value)) : new(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static GoldenToken Id(CommandId id) => new(id.ToString(), id.IsRound ? "id" : null);

    private static GoldenToken Range(ulong address, ulong length) => new($"0x{address:x}+0x{length:x}", "block");

    private static string Field(int offset) => BalloonConfiguration.NameOf(offset) ?? $"+{offset}";

    private static string Queue(BalloonQueue? queue) => queue switch
    {
        BalloonQueue.Inflate => "inflate",
        BalloonQueue.Deflate => "deflate",
        BalloonQueue.Statistics => "statistics",
        BalloonQueue.FreePage => "free_page",
        BalloonQueue.Reporting => "reporting",
        _ => "none",
    };

    private static string Names(DeviceStatus status)
    {
        if (status == DeviceStatus.None) return "0";
        (DeviceStatus Bit, string Name)[] names =
        [
            (DeviceStatus.Acknowledge, "ACKNOWLEDGE"), (DeviceStatus.Driver, "DRIVER"), (DeviceStatus.FeaturesOk, "FEATURES_OK"),
            (DeviceStatus.DriverOk, "DRIVER_OK"), (DeviceStatus.Suspend, "SUSPEND"), (DeviceStatus.DeviceNeedsReset, "DEVICE_NEEDS_RESET"),
            (DeviceStatus.Failed, "FAILED"),
        ];
        return string.Join(' ', names.Where(n => status.HasFlag(n.Bit)).Select(n => n.Name));
    }

    private static string Hyphenate(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static IEnumerable<GoldenToken> Say(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new GoldenToken(w));
}
