using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Cli.Tests.Infrastructure;

/// <summary>Trace files to judge.</summary>
internal static class Traces
{
    private static readonly FeatureSet Offered = FeatureSet.Of(Feature.StatsVq, Feature.Version1);

    private static readonly FeatureSet Undefined = Offered.With(49);

    /// <summary>A driver that accepts what it was offered.</summary>
    public static string WriteGood(string name) => Write(name, new FeaturesOffered(Offered), new FeaturesAccepted(Offered));

    /// <summary>A driver that accepts what nobody offered.</summary>
    public static string WriteBad(string name) =>
        Write(name, new FeaturesOffered(Offered), new FeaturesAccepted(Offered.With(Feature.FreePageHint)));

    /// <summary>A device that offers a bit that nobody defined, and a driver that leaves it alone.</summary>
    public static string WriteBadDevice(string name) => Write(name, new FeaturesOffered(Undefined), new FeaturesAccepted(Offered));

    /// <summary>That device, and a driver that accepts what nobody offered.</summary>
    public static string WriteBadPair(string name) =>
        Write(name, new FeaturesOffered(Undefined), new FeaturesAccepted(Offered.With(Feature.FreePageHint)));

    /// <summary>Nothing but a header.</summary>
    public static string WriteEmpty(string name) => Write(name);

    private static string Write(string name, params TraceEvent[] events)
    {
        var header = new TraceHeader("test 1.0", TraceActor.Device, "direct", null, null, Dialect.Hint, QueueNumbering.Negotiated);
        using var writer = new StreamWriter(name);
        TraceWriter.Write(new(header, [.. events.Select((e, i) => e with { Sequence = i + 1, Time = TimeSpan.FromMilliseconds(i) })]), writer);
        return name;
    }
}
