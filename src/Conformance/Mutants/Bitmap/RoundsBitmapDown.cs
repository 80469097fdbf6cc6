using Ballast.Guest.Driver;
using Ballast.Guest.Memory;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Rounds the number of pages down to 64 instead of up.</summary>
internal sealed class RoundsBitmapDown : DriverDecisions
{
    public override BitmapGeometry Geometry(PhysicalMap map, ulong lowMemory)
    {
        var geometry = base.Geometry(map, lowMemory);
        return geometry with { Pages = geometry.Pages / 64 * 64 };
    }
}
