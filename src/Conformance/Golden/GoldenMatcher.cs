using System.Collections.Immutable;
using Ballast.Conformance.Verdicts;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Golden;

/// <summary>Compares a trace with a golden trace.</summary>
public sealed class GoldenMatcher
{
    // Alternatives within alternatives can be tried in very many ways; no golden trace that a person can read needs so many.
    private const int StepLimit = 200_000;
    private readonly GoldenTrace _golden;
    private readonly List<(TraceEvent Event, GoldenLine Line)> _counting = [];
    private readonly FeatureSet _accepted;
    private int _steps;
    private int _furthest;
    private readonly List<string> _expected = [];

    private GoldenMatcher(GoldenTrace golden, Trace trace)
    {
        _golden = golden;
        foreach (var e in trace.Events)
        {
            var line = GoldenLine.Of(e, golden.Dialect);
            if (GoldenNoise.Counts(line.Kind, golden.Mentioned)) _counting.Add((e, line));
            if (e is FeaturesAccepted accepted) _accepted = accepted.Features;
        }
    }

    /// <summary>Compares a trace with a golden trace.</summary>
    public static GoldenResult Compare(GoldenTrace golden, Trace trace) => new GoldenMatcher(golden, trace).Run(trace);

    private GoldenResult Run(Trace trace)
    {
        var start = new State(0, GoldenBindings.None, null, []);
        foreach (var state in Sequence(_golden.Items, 0, start))
        {
            if (state.Position == _counting.Count)
            {
                return new(state.Missing is null ? GoldenOutcome.Conforms : GoldenOutcome.DiffersWhereItMay, null, state.Missing, null, [])
                {
                    Readings = state.Readings,
                };
            }
            Fail(state.Position, "nothing more");
        }
        string expected = _steps > StepLimit ? "something that can be compared: the golden trace has too many freedoms" : string.Join(" or ", _expected.Distinct());
        return GoldenResult.Differing(trace, _furthest < _counting.Count ? _counting[_furthest].Event : null, expected,
            _furthest < _counting.Count ? _counting[_furthest].Line.ToString() : null);
    }

    private IEnumerable<State> Sequence(IReadOnlyList<GoldenItem> items, int index, State state)
    {
        if (index == items.Count)
        {
            yield return state;
            yield break;
        }
        foreach (var after in Item(items[index], state))
        {
            if (++_steps > StepLimit) yield break;
            foreach (var end in Sequence(items, index + 1, after)) yield return end;
        }
    }

    private IEnumerable<State> Item(GoldenItem item, State state) => item switch
    {
        GoldenItem.Event e => TryEvent(e, state) is { } after ? [after] : [],
        GoldenItem.Many many => Many(many, state),
        GoldenItem.Optional optional => Item(optional.Item, state)
            .Append(optional.IsUsual ? state with { Missing = state.Missing ?? $"{optional.Item}" } : state),
        GoldenItem.Unordered unordered => Unordered(unordered, state),
        GoldenItem.Alternative alternative => alternative.Branches.SelectMany(branch => Sequence(branch.Items, 0, state.Reads(alternative.Question, branch.Reading))),
        GoldenItem.Guarded guarded => _accepted.Has(guarded.Feature) == guarded.IsAccepted ? Sequence(guarded.Items, 0, state) : [state],
        _ => [],
    };

    private State? TryEvent(GoldenItem.Event pattern, State state)
    {
        if (state.Position < _counting.Count && state.Bindings.TryMatch(pattern, _counting[state.Position].Line, out var after))
            return state with { Position = state.Position + 1, Bindings = after };
        Fail(state.Position, pattern.ToString());
        return null;
    }

    // The longest run first: a shorter one only where what follows would not fit else.
    private IEnumerable<State> Many(GoldenItem.Many many, State state)
    {
        int end = state.Position;
        while (end < _counting.Count && state.Bindings.TryMatch(many.Item, _counting[end].Line, out _)) end++;
        Fail(end, many.Item.ToString());
        for (; end > state.Position; end--) yield return state with { Position = end };
    }

    private Stack<State> Unordered(GoldenItem.Unordered unordered, State state)
    {
        var open = unordered.Items.ToList();
        var begun = new HashSet<GoldenItem>(ReferenceEqualityComparer.Instance);
        var ends = new Stack<State>();
        while (true)
        {
            // Parts that come once go first: a run would swallow them.
            var taken = open.OrderBy(i => i is GoldenItem.Many).Select(i => (Item: i, After: Step(i, state))).FirstOrDefault(t => t.After is not null);
            if (open.All(i => i is GoldenItem.Optional || begun.Contains(i))) ends.Push(state);
            if (taken.After is null || ++_steps > StepLimit) break;
            if (taken.Item is GoldenItem.Many) begun.Add(taken.Item);
            else open.Remove(taken.Item);
            state = taken.After;
        }
        return ends;
    }

    private State? Step(GoldenItem item, State state) => item switch
    {
        GoldenItem.Many many => TryEvent(many.Item, state) is { } after ? after with { Bindings = state.Bindings } : null,
        GoldenItem.Optional optional => Item(optional.Item, state).FirstOrDefault(),
        _ => Item(item, state).FirstOrDefault(s => s.Position > state.Position),
    };

    private void Fail(int position, string expected)
    {
        if (position < _furthest) return;
        if (position > _furthest) _expected.Clear();
        _furthest = position;
        if (_expected.Count < 8) _expected.Add(expected);
    }

    private sealed record State(int Position, GoldenBindings Bindings, string? Missing, ImmutableList<string> Readings)
    {
        // The same question may come up again and again, answered one way or each time another.
        public State Reads(string? question, string? reading)
        {
            string read = $"{question}={reading}";
            return question is null || Readings.Contains(read) ? this : this with { Readings = Readings.Add(read) };
        }
    }
}
