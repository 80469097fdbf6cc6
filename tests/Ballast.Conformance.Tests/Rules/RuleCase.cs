using Ballast.Conformance.Rules;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Tests.Rules;

public sealed record RuleCase(string Clause, RuleOutcome Expected, string Situation, Trace Trace)
{
    public override string ToString() => $"{Clause}: {Situation} is {Expected}";

    internal static RuleCase Kept(string clause, string situation, params TraceEvent[] events) => Of(clause, RuleOutcome.Kept, situation, events);

    internal static RuleCase Broken(string clause, string situation, params TraceEvent[] events) => Of(clause, RuleOutcome.Broken, situation, events);

    internal static RuleCase Silent(string clause, string situation, params TraceEvent[] events) => Of(clause, RuleOutcome.NotExercised, situation, events);

    internal RuleCase OverVhostUser() => this with { Trace = Trace with { Header = Trace.Header with { Transport = "vhost-user" } } };

    internal RuleCase BigEndian() => this with { Trace = Trace with { Header = Trace.Header with { ByteOrder = Virtio.Wire.ByteOrder.Big } } };

    internal static Trace TraceOf(Dialect dialect, params IEnumerable<TraceEvent> events)
    {
        var header = new TraceHeader("test", TraceActor.Device, "direct", null, null, dialect, QueueNumbering.Fixed);
        return new(header, [.. events.Select((e, i) => e with
        {
            Sequence = i + 1,
            Time = e.Time > TimeSpan.Zero ? e.Time : TimeSpan.FromMilliseconds(i + 1),
        })]);
    }

    private static RuleCase Of(string clause, RuleOutcome expected, string situation, TraceEvent[] events)
    {
        bool isBitmap = clause.StartsWith("bitmap.", StringComparison.Ordinal) || clause.StartsWith("migration.", StringComparison.Ordinal);
        return new(clause, expected, situation, TraceOf(isBitmap ? Dialect.Bitmap : Dialect.Hint, events));
    }
}
