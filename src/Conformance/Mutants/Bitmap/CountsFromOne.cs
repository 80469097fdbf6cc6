using Ballast.Guest.Driver;
using Ballast.Guest.Memory;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Sets the bit of the next page for each that is free below 4 GiB.</summary>
internal sealed class CountsFromOne : DriverDecisions
{
    public override IEnumerable<PageBlock> Report(IEnumerable<PageBlock> free) =>
        free.Select(b => b.Frame < PhysicalMap.FourGigabyteFrame ? b with { Frame = b.Frame + 1 } : b);
}
