using Ballast.Guest.Driver;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Says how many bytes are free where the number of pages belongs.</summary>
internal sealed class CountsFreeBytes : DriverDecisions
{
    public override FreePageAnswerHeader AnswerHeader(ulong freePages, ulong bitmapBytes) => base.AnswerHeader(freePages << PageRun.PageShift, bitmapBytes);
}
