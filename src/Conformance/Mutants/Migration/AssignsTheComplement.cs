using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Assigns the complement of the answer to the log instead of taking it away: marks that were set since are lost.</summary>
internal sealed class AssignsTheComplement(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong ClearFree(IRamBlock block, ulong firstPage, ReadOnlySpan<ulong> free)
    {
        ulong pages = block.Length >> PageRun.PageShift;
        ulong[] marks = new ulong[(pages + 63) / 64];
        block.DirtyLog.Synchronise(marks);
        ulong cleared = 0;
        for (ulong page = 0; page < pages; page++)
        {
            bool isMarked = Has(marks, page);
            if (page >= firstPage && page - firstPage < (ulong)free.Length * 64)
            {
                if (isMarked && Has(free, page - firstPage)) cleared++;
                isMarked = !Has(free, page - firstPage);
            }
            if (isMarked) block.DirtyLog.MarkWritten(page << PageRun.PageShift, PageRun.PageSize, DirtyClient.Host);
        }
        return cleared;
    }

    private static bool Has(ReadOnlySpan<ulong> bits, ulong page) => (bits[(int)(page / 64)] >> (int)(page % 64) & 1) != 0;
}
