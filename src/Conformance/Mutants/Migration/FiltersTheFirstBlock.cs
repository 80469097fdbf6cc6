using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Takes the first block for all RAM: filters it alone, and from the beginning of the answer.</summary>
internal sealed class FiltersTheFirstBlock(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong FirstRamPage(IRamBlock block) => 0;

    protected override ulong ClearFree(IRamBlock block, ulong firstPage, ReadOnlySpan<ulong> free) =>
        ReferenceEquals(block, Ram.Blocks[0]) ? base.ClearFree(block, firstPage, free) : 0;
}
