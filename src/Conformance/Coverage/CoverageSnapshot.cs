using Ballast.Conformance.Clauses;

namespace Ballast.Conformance.Coverage;

/// <summary>
/// The coverage that was accepted (fixtures/coverage/coverage.tsv), so that no clause loses its rule, its scenarios or a
/// mutant unseen. One clause a line, ordered by id: branches that cover different clauses merge without a conflict.
/// </summary>
public sealed class CoverageSnapshot
{
    /// <summary>The command that writes it anew.</summary>
    public const string Accept = "ballast spec --update-coverage";

    private const string Header = "clause\trule\tscenarios\tmutants";
    private const string None = "-";
    private const string Excused = "excused";
    private readonly SortedDictionary<ClauseId, Line> _lines;

    private CoverageSnapshot(IEnumerable<KeyValuePair<ClauseId, Line>> lines) => _lines = new(lines.ToDictionary());

    /// <summary>The snapshot of a coverage.</summary>
    public static CoverageSnapshot Of(CoverageTable coverage) =>
        new(coverage.All.Select(c => KeyValuePair.Create(
            c.Clause.Id, new Line(c.Rule ?? (c.Excuse is null ? None : Excused), c.Scenarios.Count, [.. c.Mutants.Order(StringComparer.Ordinal)]))));

    /// <summary>Reads a snapshot.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="ClauseTableException">It is malformed; the message says where.</exception>
    public static CoverageSnapshot Read(string name, TextReader text)
    {
        if (text.ReadLine() != Header) throw new ClauseTableException(name, 1, "the columns are clause, rule, scenarios, mutants");
        var lines = new Dictionary<ClauseId, Line>();
        for (int line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            if (row.Split('\t') is not [{ Length: > 0 } id, { Length: > 0 } rule, var scenarios, { Length: > 0 } mutants])
                throw new ClauseTableException(name, line, "four columns are needed, none of them empty");
            if (!int.TryParse(scenarios, out int count) || count < 0) throw new ClauseTableException(name, line, $"'{scenarios}' is no number of scenarios");
            if (!lines.TryAdd(id, new(rule, count, mutants == None ? [] : mutants.Split(',')))) throw new ClauseTableException(name, line, $"{id} occurs twice");
        }
        return new(lines);
    }

    /// <summary>Writes the snapshot.</summary>
    public void Write(TextWriter text)
    {
        text.Write($"{Header}\n");
        foreach (var (id, line) in _lines)
            text.Write($"{id}\t{line.Rule}\t{line.Scenarios}\t{(line.Mutants.Count == 0 ? None : string.Join(',', line.Mutants))}\n");
    }

    /// <summary>What is otherwise now, one line for each difference, losses first; empty when nothing is.</summary>
    /// <param name="now">The coverage as it is now.</param>
    public IReadOnlyList<string> DifferencesTo(CoverageSnapshot now)
    {
        var losses = new List<string>();
        var gains = new List<string>();
        foreach (var id in _lines.Keys.Union(now._lines.Keys).Order())
        {
            var was = _lines.GetValueOrDefault(id, Line.Empty);
            var become = now._lines.GetValueOrDefault(id, Line.Empty);
            losses.AddRange(was.Lost(become).Select(l => $"{id} lost {l}"));
            gains.AddRange(become.Lost(was).Select(g => $"{id} gained {g}"));
        }
        return [.. losses, .. gains];
    }

    private sealed record Line(string Rule, int Scenarios, IReadOnlyList<string> Mutants)
    {
        public static Line Empty { get; } = new(None, 0, []);

        /// <summary>What this has and another has not.</summary>
        public IEnumerable<string> Lost(Line other)
        {
            if (Rule != other.Rule && Rule != None) yield return Rule == Excused ? "its excuse" : $"its rule {Rule}";
            if (Scenarios > 0 && other.Scenarios == 0) yield return Scenarios == 1 ? "its only scenario" : $"all {Scenarios} scenarios";
            else if (Scenarios > other.Scenarios) yield return $"{Scenarios - other.Scenarios} of {Scenarios} scenarios";
            foreach (string mutant in Mutants.Except(other.Mutants)) yield return $"the mutant {mutant}";
        }
    }
}
