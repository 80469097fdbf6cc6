using Ballast.Guest.Driver;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Wants one contiguous block for the bitmap, as kzalloc gives it, and does not answer without.</summary>
internal sealed class NeedsOneBlock : DriverDecisions
{
    public override bool SplitsBitmap => false;
}
