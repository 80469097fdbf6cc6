using Ballast.Guest.Driver;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Spreads its arrays of frame numbers over descriptors of four bytes.</summary>
internal sealed class CrumblesBuffers : DriverDecisions
{
    public override IReadOnlyList<Buffer> Cut(Buffer array)
    {
        var crumbs = new List<Buffer>();
        for (uint at = 0; at < array.Length && crumbs.Count < 64; at += 4)
            crumbs.Add(array with { Address = array.Address + at, Length = crumbs.Count == 63 ? array.Length - at : Math.Min(4, array.Length - at) });
        return crumbs;
    }
}
