using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>Chains of buffers on their way to the device and back (virtio 1.4, 2.6).</summary>
internal static class ChainEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<ChainAvailable>(
            "chain-available",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Number("head", e.Head);
                w.Array("buffers", e.Buffers, (b, buffer) =>
                {
                    b.Hex("address", buffer.Address);
                    b.Number("length", buffer.Length);
                    b.Flag("writable", buffer.IsDeviceWritable);
                });
                w.Flag("indirect", e.IsIndirect);
                if (e.Position is { } position) w.Number("position", position);
                if (e.Descriptors.Count > 0) w.Array("descriptors", e.Descriptors, Write);
                ContentFormat.Write(w, e.Content);
            },
            r => new ChainAvailable(
                r.Queue(), (ushort)r.Int("head", ushort.MaxValue),
                r.Array("buffers", b => new Rings.Buffer(b.Hex("address"), b.UInt("length"), b.Flag("writable"))),
                ContentFormat.Read(r))
            {
                IsIndirect = r.Flag("indirect"),
                Position = r.Holds("position") ? (ushort)r.Int("position", ushort.MaxValue) : null,
                Descriptors = r.Holds("descriptors") ? r.Array("descriptors", Read) : [],
            }),
        new EventFormat<ChainUsed>(
            "chain-used",
            (w, e) =>
            {
                w.Queue(e.Queue);
                w.Number("head", e.Head);
                w.Number("length", e.Length);
                ContentFormat.Write(w, e.Content);
            },
            r => new(r.Queue(), (ushort)r.Int("head", ushort.MaxValue), r.UInt("length"), r.Has("content") ? ContentFormat.Read(r) : null)),
    ];

    private static void Write(FieldWriter w, RawDescriptor descriptor)
    {
        w.Number("index", descriptor.Index);
        w.Hex("address", descriptor.Address);
        w.Number("length", descriptor.Length);
        w.Hex("flags", descriptor.Flags);
        w.Number("next", descriptor.Next);
        w.Flag("inTable", descriptor.InTable);
    }

    private static RawDescriptor Read(FieldReader r) => new(
        (ushort)r.Int("index", ushort.MaxValue), r.Hex("address"), r.UInt("length"), (ushort)r.Hex("flags", ushort.MaxValue), (ushort)r.Int("next", ushort.MaxValue), r.Flag("inTable"));
}
