using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Format;
using Ballast.Virtio.Wire;

namespace Ballast.Virtio.Tracing;

/// <summary>The words for queues, sides and the like in trace files, in their text form and in golden traces.</summary>
public static class TraceNames
{
    internal static readonly NameTable<BalloonQueue> Queues = new("queue",
        (BalloonQueue.Inflate, "inflate"), (BalloonQueue.Deflate, "deflate"), (BalloonQueue.Statistics, "stats"),
        (BalloonQueue.FreePage, "free_page"), (BalloonQueue.Reporting, "reporting"));

    internal static readonly NameTable<TraceActor> Actors = new("side",
        (TraceActor.Driver, "driver"), (TraceActor.Device, "device"), (TraceActor.Machine, "machine"),
        (TraceActor.Migration, "migration"), (TraceActor.Suite, "suite"));

    internal static readonly NameTable<Dialect> Dialects = new("dialect", (Dialect.Hint, "hint"), (Dialect.Bitmap, "bitmap"));

    internal static readonly NameTable<QueueNumbering> Numberings = new("queue numbering",
        (QueueNumbering.Fixed, "fixed"), (QueueNumbering.Offered, "offered"), (QueueNumbering.Negotiated, "negotiated"));

    internal static readonly NameTable<ByteOrder> ByteOrders = new("byte order", (ByteOrder.Little, "little"), (ByteOrder.Big, "big"));

    internal static readonly NameTable<BitmapRequestState> RequestStates = new("state of a request",
        (BitmapRequestState.NotStarted, "not-started"), (BitmapRequestState.Started, "started"), (BitmapRequestState.Done, "done"));

    internal static readonly NameTable<FreePagePoll> Polls = new("outcome of a poll",
        (FreePagePoll.Unsupported, "unsupported"), (FreePagePoll.Pending, "pending"), (FreePagePoll.Done, "done"));

    internal static readonly NameTable<DirtyClient> Writers = new("writer",
        (DirtyClient.Guest, "guest"), (DirtyClient.Device, "device"), (DirtyClient.Host, "host"));

    internal static readonly NameTable<RegisterSpace> Spaces = new("space of registers",
        (RegisterSpace.PciConfiguration, "pci-configuration"), (RegisterSpace.Common, "common"), (RegisterSpace.Notify, "notify"),
        (RegisterSpace.Isr, "isr"), (RegisterSpace.DeviceConfiguration, "device-configuration"), (RegisterSpace.LegacyPci, "legacy-pci"),
        (RegisterSpace.MsiX, "msi-x"), (RegisterSpace.Mmio, "mmio"), (RegisterSpace.Unclaimed, "unclaimed"));

    /// <summary>inflate, deflate, stats, free_page or reporting.</summary>
    public static string Of(BalloonQueue queue) => Queues[queue];

    /// <summary>driver, device, machine, migration or suite.</summary>
    public static string Of(TraceActor actor) => Actors[actor];

    /// <summary>hint or bitmap.</summary>
    public static string Of(Dialect dialect) => Dialects[dialect];

    /// <summary>fixed, offered or negotiated.</summary>
    public static string Of(QueueNumbering numbering) => Numberings[numbering];

    /// <summary>The name of an event in a trace file: "features-offered", "chain-available" and so on.</summary>
    public static string Of(TraceEvent e) => EventFormats.Of(e).Name;

    /// <summary>Reads what <see cref="Of(BalloonQueue)"/> writes.</summary>
    public static bool TryParse(string? text, out BalloonQueue queue) => Queues.TryParse(text, out queue);

    /// <summary>Reads what <see cref="Of(TraceActor)"/> writes.</summary>
    public static bool TryParse(string? text, out TraceActor actor) => Actors.TryParse(text, out actor);

    /// <summary>Reads what <see cref="Of(Dialect)"/> writes.</summary>
    public static bool TryParse(string? text, out Dialect dialect) => Dialects.TryParse(text, out dialect);

    /// <summary>Reads what <see cref="Of(QueueNumbering)"/> writes.</summary>
    public static bool TryParse(string? text, out QueueNumbering numbering) => Numberings.TryParse(text, out numbering);
}
