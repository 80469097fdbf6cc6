using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Puts every page into the first block, as long as it fits there.</summary>
internal sealed class DestinationThatMixesBlocks(IRam ram) : MigrationDestination(ram)
{
    private readonly IRamBlock _first = ram.Blocks[0];

    protected override Span<byte> PlaceOf(IRamBlock block, ulong firstPage, int pages) =>
        base.PlaceOf(firstPage + (ulong)pages <= _first.Length >> PageRun.PageShift ? _first : block, firstPage, pages);
}
