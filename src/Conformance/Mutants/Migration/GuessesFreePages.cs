using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Takes pages that read as zero for free where the guest has not said so.</summary>
internal sealed class GuessesFreePages(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong[]? ObtainFreePages() => base.ObtainFreePages() ?? ZeroPages();

    private ulong[] ZeroPages()
    {
        ulong[] free = new ulong[((Ram.Size >> PageRun.PageShift) + 63) / 64];
        foreach (var block in Ram.Blocks)
        {
            ulong first = FirstRamPage(block);
            for (ulong page = 0; page < block.Length >> PageRun.PageShift; page++)
            {
                if (IsZero(block.Bytes(page << PageRun.PageShift, PageRun.PageSize))) free[(first + page) / 64] |= 1UL << (int)((first + page) % 64);
            }
        }
        return free;
    }
}
