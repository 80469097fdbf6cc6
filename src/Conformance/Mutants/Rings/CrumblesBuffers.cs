using Ballast.Guest.Driver;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Spreads its arrays of frame numbers over descriptors of four bytes.</summary>
internal sealed class CrumblesBuffers : DriverDecisions
{
    private const int MostCrumbs = 64;

    public override ReadOnlySpan<Buffer> Arrange(ReadOnlySpan<Buffer> chain)
    {
        if (chain.Length != 1 || chain[0] is not { IsDeviceWritable: false, Length: > 4 } array) return chain;
        var crumbs = new List<Buffer>();
        for (uint at = 0; at < array.Length; at += crumbs[^1].Length)
            crumbs.Add(array with { Address = array.Address + at, Length = crumbs.Count == MostCrumbs ? array.Length - at : Math.Min(4, array.Length - at) });
        return crumbs.ToArray();
    }
}
