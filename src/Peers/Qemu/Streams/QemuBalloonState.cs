using System.Text;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;

namespace Ballast.Peers.Qemu.Streams;

/// <summary>The balloon as a stream carries it.</summary>
/// <param name="Status">Device status.</param>
/// <param name="Features">Features that were negotiated.</param>
/// <param name="NumPages">num_pages: what the host asks for.</param>
/// <param name="Actual">actual: what the driver has given.</param>
/// <param name="Queues">How many queues the device has.</param>
public sealed record QemuBalloonState(DeviceStatus Status, FeatureSet Features, uint NumPages, uint Actual, int Queues)
{
    private const int MaximumQueues = 1024;
    // num, address and last_avail_idx; PCI adds a vector of 2 bytes, MMIO an alignment of 4.
    private const int RingBytes = 14;

    /// <summary>Command id of the last round of hints, or null when hints were not negotiated.</summary>
    public CommandId? HintCommandId { get; init; }

    /// <summary>State of the round: 0 stop, 1 requested, 2 started, 3 done; null when hints were not negotiated.</summary>
    public uint? HintStatus { get; init; }

    /// <summary>poison_val, or null when page poisoning was not negotiated.</summary>
    public uint? PoisonValue { get; init; }

    /// <summary>
    /// Finds the balloon in the state of a virtio-balloon device, which has no map: what lies around is the transport's, and
    /// is passed over by looking for the one place where all lengths fit.
    /// </summary>
    /// <returns>Null when nothing fits.</returns>
    internal static QemuBalloonState? Read(ReadOnlySpan<byte> state)
    {
        try
        {
            int subsection = FirstSubsection(state);
            if (subsection < 8) return null;
            for (int start = 0; start < subsection; start++)
            {
                if (ReadAt(state, start, subsection - 8) is { } balloon) return ReadSubsections(state, subsection, balloon);
            }
        }
        catch (QemuStreamException)
        {
            // Not what it was taken for.
        }
        return null;
    }

    // struct { u8 status, isr; be16 queue_sel; be32 features, config_len; u8 config[]; be32 queues; { be32 num; [be32 align;] be64 desc; be16 last_avail; [be16 vector;] }[]; be32 num_pages, actual; }
    private static QemuBalloonState? ReadAt(ReadOnlySpan<byte> state, int start, int end)
    {
        if (end - start < 24) return null;
        var reader = new SpanReader(state[start..], 0);
        var status = (DeviceStatus)reader.Byte();
        if (reader.Byte() > 3 || reader.UInt16() > MaximumQueues) return null;
        uint features = reader.UInt32(), configuration = reader.UInt32();
        if (configuration is not (8 or 12 or 16) || reader.Left < configuration + 4) return null;
        reader.Take((int)configuration);
        uint queues = reader.UInt32();
        if (queues is 0 or > MaximumQueues) return null;
        int rings = end - start - reader.Offset;
        if (rings != queues * RingBytes && rings != queues * (RingBytes + 2) && rings != queues * (RingBytes + 4)) return null;
        reader.Take(rings);
        return new(status, new FeatureSet(features), reader.UInt32(), reader.UInt32(), (int)queues);
    }

    private static QemuBalloonState ReadSubsections(ReadOnlySpan<byte> state, int start, QemuBalloonState balloon)
    {
        if (Find(state[start..], "virtio-balloon-device/free-page-report") is { } hints)
        {
            var reader = new SpanReader(state[(start + hints)..], 0);
            balloon = balloon with { HintCommandId = new CommandId(reader.UInt32()), HintStatus = reader.UInt32() };
        }
        if (Find(state[start..], "virtio-balloon-device/page-poison") is { } poison)
            balloon = balloon with { PoisonValue = new SpanReader(state[(start + poison)..], 0).UInt32() };
        if (Find(state[start..], "virtio/64bit_features") is { } features)
            balloon = balloon with { Features = new FeatureSet(new SpanReader(state[(start + features)..], 0).UInt64()) };
        return balloon;
    }

    private static int FirstSubsection(ReadOnlySpan<byte> state)
    {
        int first = -1;
        foreach (string name in (ReadOnlySpan<string>)["virtio-balloon-device/free-page-report", "virtio-balloon-device/page-poison", "virtio/64bit_features", "virtio/virtqueues", "virtio/started"])
        {
            int at = state.IndexOf(Head(name));
            if (at >= 0 && (first < 0 || at < first)) first = at;
        }
        // Without any, num_pages and actual are the last there is.
        return first < 0 ? state.Length : first;
    }

    /// <summary>Where the fields of a subsection begin, or null when it is not there.</summary>
    private static int? Find(ReadOnlySpan<byte> state, string name)
    {
        byte[] head = Head(name);
        int at = state.IndexOf(head);
        return at < 0 ? null : at + head.Length + sizeof(uint);
    }

    private static byte[] Head(string name) => [(byte)RecordType.Subsection, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)];
}
