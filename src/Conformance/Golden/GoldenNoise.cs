namespace Ballast.Conformance.Golden;

/// <summary>What may come in between when a golden trace does not mention it.</summary>
internal static class GoldenNoise
{
    // A golden trace that says nothing of these still does not allow them: they are signs of trouble.
    private static readonly HashSet<string> NeverSilent = ["refuses", "device-status", "failed"];

    // What a draft leaves out, because it depends on how fast either side is.
    private static readonly HashSet<string> Incidental =
    [
        "queue statistics", "kicks", "calls", "reads configuration", "reads generation", "reads status", "notifies", "poll", "hinted",
        "machine", "guest", "probe", "source", "free", "written", "workload", "setup", "synchronised", "event",
    ];

    /// <summary>Whether events of this kind count, in a golden trace that mentions the given kinds.</summary>
    public static bool Counts(string kind, IReadOnlySet<string> mentioned) => mentioned.Contains(kind) || NeverSilent.Contains(kind);

    /// <summary>Whether a draft leaves events of this kind out.</summary>
    public static bool IsIncidental(string kind) => Incidental.Contains(kind);
}
