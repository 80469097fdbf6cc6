using System.Globalization;
using Ballast.Conformance.Scenarios;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Steps;

/// <summary>The words that feature files use for the field's own things.</summary>
[Binding]
internal sealed class SuiteParameterTypes
{
    /// <summary>"256 MiB", "6 GiB", "67112960 B": bytes.</summary>
    [ParameterType("size", @"\d+ (?:B|KiB|MiB|GiB|TiB)")]
    public static ulong Size(string text)
    {
        string[] parts = text.Split(' ');
        int shift = parts[1] switch { "KiB" => 10, "MiB" => 20, "GiB" => 30, "TiB" => 40, _ => 0 };
        return ulong.Parse(parts[0], CultureInfo.InvariantCulture) << shift;
    }

    /// <summary>"0x80000000" or "42": a number that may be an address.</summary>
    [ParameterType("number", @"0x[0-9a-f]+|\d+", UseForSnippets = false)]
    public static ulong Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : ulong.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>"STATS_VQ FREE_PAGE_HINT": a set of features by name.</summary>
    /// <exception cref="FormatException">A name is none of a feature.</exception>
    [ParameterType("features", @"[A-Z][A-Z0-9_]+(?: [A-Z][A-Z0-9_]+)*", UseForSnippets = false)]
    public static FeatureSet Features(string text)
    {
        var set = FeatureSet.None;
        foreach (string name in text.Split(' '))
        {
            if (!FeatureSet.TryParseName(name, out int bit)) throw new FormatException($"{name} is no feature");
            set = set.With(bit);
        }
        return set;
    }

    /// <summary>"inflateq": a queue by the specification's name.</summary>
    [ParameterType("queue", "inflateq|deflateq|statsq|free_page_vq|reporting_vq|free_pages")]
    public static BalloonQueue Queue(string text) => text switch
    {
        "inflateq" => BalloonQueue.Inflate,
        "deflateq" => BalloonQueue.Deflate,
        "statsq" => BalloonQueue.Statistics,
        "reporting_vq" => BalloonQueue.Reporting,
        _ => BalloonQueue.FreePage,
    };

    /// <summary>"big-endian": a guest's byte order.</summary>
    [ParameterType("byte_order", "little-endian|big-endian")]
    public static ByteOrder ByteOrder(string text) => text == "big-endian" ? Virtio.Wire.ByteOrder.Big : Virtio.Wire.ByteOrder.Little;

    /// <summary>"while it is suspended": a moment in the life of a device.</summary>
    [ParameterType(
        "moment", "before FEATURES_OK|with its queues set up|in the middle of a round of hints|with buffers held|while it is suspended|during the reset of a queue")]
    public static LifecycleMoment Moment(string text) => text switch
    {
        "before FEATURES_OK" => LifecycleMoment.BeforeFeaturesOk,
        "with its queues set up" => LifecycleMoment.WithQueuesSetUp,
        "in the middle of a round of hints" => LifecycleMoment.InMidRound,
        "with buffers held" => LifecycleMoment.WithBuffersHeld,
        "while it is suspended" => LifecycleMoment.WhileSuspended,
        _ => LifecycleMoment.DuringQueueReset,
    };

    /// <summary>"InterruptStatus": offset of a register of a virtio-mmio device.</summary>
    [ParameterType("mmio_register", "MagicValue|Version|InterruptStatus|QueueReady|QueueReset")]
    public static MmioRegisterName MmioRegisterOf(string text) => new(text, text switch
    {
        "MagicValue" => MmioRegister.MagicValue,
        "Version" => MmioRegister.Version,
        "InterruptStatus" => MmioRegister.InterruptStatus,
        "QueueReady" => MmioRegister.QueueReady,
        _ => MmioRegister.QueueReset,
    });

    /// <summary>"num_pages": offset of a configuration field.</summary>
    [ParameterType("field", "num_pages|actual|free_page_hint_cmd_id|poison_val")]
    public static ConfigurationField Field(string text) => new(text switch
    {
        "num_pages" => BalloonConfiguration.NumPagesOffset,
        "actual" => BalloonConfiguration.ActualOffset,
        "free_page_hint_cmd_id" => BalloonConfiguration.FreePageHintCommandIdOffset,
        _ => BalloonConfiguration.PoisonValueOffset,
    });
}
