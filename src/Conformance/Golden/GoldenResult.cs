using Ballast.Conformance.Verdicts;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Golden;

/// <summary>What comparing a trace with a golden trace says.</summary>
/// <param name="Outcome">Whether it conforms.</param>
/// <param name="Event">The first event that does not fit, or null: none, or the trace ends too early.</param>
/// <param name="Expected">What should have come there, in the words of golden traces; null when it conforms.</param>
/// <param name="Actual">What came, in the same words; null where nothing did.</param>
/// <param name="Neighbours">The events around it.</param>
public sealed record GoldenResult(GoldenOutcome Outcome, TraceEvent? Event, string? Expected, string? Actual, IReadOnlyList<TraceEvent> Neighbours)
{
    private const int Reach = 3;

    /// <summary>How the trace answers what the specification leaves open, each as "used-length=nothing"; empty where nothing is asked.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    internal static GoldenResult Differing(Trace trace, TraceEvent? e, string expected, string? actual)
    {
        var events = trace.Events;
        int at = e is null ? events.Count : Enumerable.Range(0, events.Count).FirstOrDefault(i => ReferenceEquals(events[i], e), events.Count);
        int from = Math.Max(0, at - Reach), to = Math.Min(events.Count, at + Reach + 1);
        return new(GoldenOutcome.DiffersWhereItMustNot, e, expected, actual, [.. events.Skip(from).Take(to - from)]);
    }

    private string Read => Readings.Count == 0 ? "" : $", with {string.Join(", ", Readings)}";

    /// <summary>One line that says what differs.</summary>
    public override string ToString() => Outcome switch
    {
        GoldenOutcome.Conforms => $"conforms{Read}",
        GoldenOutcome.DiffersWhereItMay => $"differs where it may: usually there is '{Expected}'{Read}",
        _ when Event is null => $"the trace ends where '{Expected}' is expected",
        _ => $"#{Event.Sequence}: '{Actual}' where '{Expected}' is expected",
    };
}
