using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Applies the answer again before each later round.</summary>
internal sealed class FiltersEachRound(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    private ulong[]? _free;

    protected override ulong[]? ObtainFreePages() => _free = base.ObtainFreePages();

    protected override ulong Synchronise(IRamBlock block, int round, Span<ulong> bitmap)
    {
        if (round > 1 && _free is not null && ReferenceEquals(block, Ram.Blocks[0])) ApplyFreePages(_free);
        return base.Synchronise(block, round, bitmap);
    }
}
