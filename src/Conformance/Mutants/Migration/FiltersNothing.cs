using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Asks, and leaves the log as it is.</summary>
internal sealed class FiltersNothing(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong ClearFree(IRamBlock block, ulong firstPage, ReadOnlySpan<ulong> free) => 0;
}
