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
                ContentFormat.Write(w, e.Content);
            },
            r => new ChainAvailable(
                r.Queue(), (ushort)r.Int("head", ushort.MaxValue),
                r.Array("buffers", b => new Rings.Buffer(b.Hex("address"), b.UInt("length"), b.Flag("writable"))),
                ContentFormat.Read(r)) { IsIndirect = r.Flag("indirect") }),
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
}
