using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>The machine and its map of RAM.</summary>
internal static class MachineEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<MachineBuilt>(
            "machine-built",
            (w, e) =>
            {
                w.Text("type", e.Type);
                w.Number("ramSize", e.RamSize);
                w.Number("maximumBelow4G", e.MaximumBelow4G);
                w.Hex("lowMemory", e.LowMemory);
                w.Number("below4G", e.Below4G);
                w.Number("above4G", e.Above4G);
                w.Array("blocks", e.Blocks, (b, block) =>
                {
                    b.Text("name", block.Name);
                    b.Number("length", block.Length);
                });
            },
            r => new(
                r.Text("type"), r.Number("ramSize"), r.Has("maximumBelow4G") ? r.Number("maximumBelow4G") : null, r.Hex("lowMemory"),
                r.Number("below4G"), r.Number("above4G"), r.Array("blocks", b => new RamBlockSize(b.Text("name"), b.Number("length"))))),
        new EventFormat<AddressProbed>(
            "address-probed",
            (w, e) =>
            {
                w.Hex("address", e.Address);
                w.Hex("ramOffset", e.RamOffset);
                w.Hex("addressOfOffset", e.AddressOfOffset);
                w.Flag("written", e.Written);
            },
            r => new(
                r.Hex("address"), r.Has("ramOffset") ? r.Hex("ramOffset") : null,
                r.Has("addressOfOffset") ? r.Hex("addressOfOffset") : null, r.Flag("written"))),
    ];
}
