using Ballast.Virtio;

namespace Ballast.Cli.Serving;

/// <summary>How a balloon is served.</summary>
/// <param name="SocketPath">Where front ends connect.</param>
/// <param name="Features">Features that the device offers.</param>
internal sealed record ServeOptions(string SocketPath, FeatureSet Features)
{
    /// <summary>Where the trace is kept; null to keep none.</summary>
    public string? TracePath { get; init; }

    /// <summary>Pages of 4 KiB to inflate to, and back to none; 0 leaves the balloon alone.</summary>
    public uint Target { get; init; }

    /// <summary>How many rounds of hints.</summary>
    public int HintRounds { get; init; }

    /// <summary>Whether statistics are asked for.</summary>
    public bool AsksForStatistics { get; init; }

    /// <summary>Whether the next front end is served when one has left.</summary>
    public bool Keeps { get; init; }

    /// <summary>How long to wait for a front end.</summary>
    public TimeSpan Patience { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether orders are taken from standard input.</summary>
    public bool TakesOrders { get; init; }
}
