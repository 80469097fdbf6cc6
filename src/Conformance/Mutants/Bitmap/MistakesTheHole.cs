using Ballast.Guest.Driver;
using Ballast.Guest.Memory;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Takes the hole to be one frame larger than it is.</summary>
internal sealed class MistakesTheHole : DriverDecisions
{
    public override BitmapGeometry Geometry(PhysicalMap map, ulong lowMemory)
    {
        var geometry = base.Geometry(map, lowMemory);
        return geometry with { Gap = geometry.Gap + 1 };
    }
}
