namespace Ballast.Conformance.Golden;

/// <summary>The first words of events.</summary>
internal static class GoldenVerbs
{
    private static readonly HashSet<string> Known =
    [
        "offers", "accepts", "status", "reads", "device-status", "reset", "configuration", "notifies", "writes", "queue", "enables", "stops",
        "kicks", "calls", "chain", "used", "refuses", "hinted", "request", "poll", "machine", "probe", "setup", "logging", "asks", "answered",
        "gives-up", "filter", "synchronised", "round", "switchover", "completed", "cancelled", "failed", "destination", "source", "written",
        "free", "workload",
    ];

    public static bool IsKnown(string verb) => Known.Contains(verb);
}
