using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Sets the whole migration bitmap in set-up, as migration did before the series.</summary>
internal sealed class FillsBitmapInSetUp(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override void PrepareBitmap(IRamBlock block, Span<ulong> bitmap)
    {
        bitmap.Fill(ulong.MaxValue);
        int spare = (int)((block.Length >> PageRun.PageShift) % 64);
        if (spare > 0) bitmap[^1] = (1UL << spare) - 1;
    }
}
