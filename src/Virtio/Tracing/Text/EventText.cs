using System.Globalization;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What an event says: what was done, and the particulars.</summary>
internal static class EventText
{
    public static (string What, string Details) Of(TraceEvent e, Dialect dialect) => e switch
    {
        FeaturesOffered offered => ("offers", offered.Features.ToString(dialect)),
        FeaturesAccepted accepted => ("accepts", accepted.Features.ToString(dialect)),
        StatusRead read => ("reads status", Status(read.Status)),
        StatusWritten { Status: DeviceStatus.None } => ("writes status", "0, a reset"),
        StatusWritten written => ("writes status", Status(written.Status)),
        DeviceStatusChanged changed => ("status", Status(changed.Status)),
        DeviceReset => ("reset", ""),
        Refused refused => ("refuses", refused.Violation.ToString()),
        ConfigurationRead read => ("reads", $"{Field(read.Offset, read.Width)} = {Value(read.Offset, read.Value)}"),
        ConfigurationWritten written => ("writes", $"{Field(written.Offset, written.Width)} = {Value(written.Offset, written.Value)}"),
        ConfigurationChanged changed => ("configuration",
            $"{Field(changed.Offset, 4)} {Value(changed.Offset, changed.Before)} → {Value(changed.Offset, changed.After)}{(changed.Notified ? ", notified" : "")}"),
        ConfigurationNotified => ("notifies", "configuration"),
        GenerationRead read => ("reads", $"generation = {read.Generation}"),
        QueueSizeRead read => ("reads", $"size of {Queue(read.Queue, read.Index)} = {read.Size}"),
        QueueConfigured configured => ("configures", $"{(configured.IsLegacy ? "legacy " : "")}{Queue(configured.Queue, configured.Index)}, {configured.Addresses.Size} entries, descriptors at "
            + $"0x{configured.Addresses.Descriptors:x}, available 0x{configured.Addresses.Driver:x}, used 0x{configured.Addresses.Device:x}"),
        QueueEnabled enabled => ("enables", Queue(enabled.Queue, enabled.Index)),
        QueueReset reset => ("resets", Queue(reset.Queue, reset.Index)),
        QueueResetRead read => ("reads reset", $"{Queue(read.Queue, read.Index)}: {(read.IsDone ? "done" : "under way")}"),
        DeviceNotified notified => ("notifies", Queue(notified.Queue, notified.Index) + RingText.Of(notified.Data)),
        DriverNotified notified => ("notifies", Queue(notified.Queue, notified.Index)),
        ChainAvailable chain => ($"{TraceNames.Of(chain.Queue)} ← chain", ContentText.Of(chain.Content, chain.Buffers)),
        ChainUsed used => ($"{TraceNames.Of(used.Queue)} → used",
            $"length {used.Length}{(used.Content is { } content ? $", {ContentText.Of(content, [])}" : "")}"),
        RingObserved observed => ("looks at ring", $"{TraceNames.Of(observed.Queue)}: {RingText.Of(observed.View)}"),
        RingVerified verified => ("verifies ring", RingText.Of(verified)),
        LegacyRingVerified ring => ("finds in memory", $"{TraceNames.Of(ring.Queue)}: {ring.Available} made available{Strange(ring.StrangeAvailable)}, "
            + $"{ring.Used} used{Strange(ring.StrangeUsed)}"),
        ActualSeen seen => ("sees", $"actual = {seen.Pages}"),
        StatisticsSeen seen => ("sees", ContentText.Of(new Content.Statistics(seen.Entries, 0), [])),
        _ => LifecycleText.Of(e, dialect) ?? RegisterText.Of(e) ?? MigrationText.Of(e),
    };

    private static string Queue(BalloonQueue? queue, int index) => queue is { } known ? $"{TraceNames.Of(known)} (queue {index})" : $"queue {index}";

    private static string Strange(int count) => count == 0 ? "" : $" ({count} make no sense)";

    private static string Field(int offset, int width) => width == 4 && BalloonConfiguration.NameOf(offset) is { } name
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"bytes {offset} to {(long)offset + width - 1}");

    private static string Value(int offset, ulong value) => offset switch
    {
        BalloonConfiguration.FreePageHintCommandIdOffset when value <= uint.MaxValue => new CommandId((uint)value).ToString(),
        BalloonConfiguration.PoisonValueOffset => $"0x{value:x}",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Status(DeviceStatus status)
    {
        if (status == DeviceStatus.None) return "0";
        var names = new List<string>();
        (DeviceStatus Bit, string Name)[] known =
        [
            (DeviceStatus.Acknowledge, "ACKNOWLEDGE"), (DeviceStatus.Driver, "DRIVER"), (DeviceStatus.DriverOk, "DRIVER_OK"),
            (DeviceStatus.FeaturesOk, "FEATURES_OK"), (DeviceStatus.Suspend, "SUSPEND"), ((DeviceStatus)32, "BIT_5"),
            (DeviceStatus.DeviceNeedsReset, "DEVICE_NEEDS_RESET"), (DeviceStatus.Failed, "FAILED"),
        ];
        foreach (var (bit, name) in known)
        {
            if (status.HasFlag(bit)) names.Add(name);
        }
        return string.Join(' ', names);
    }
}
