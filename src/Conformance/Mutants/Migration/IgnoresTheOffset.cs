using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Takes the answer of the first block for every block: where a block lies in RAM is ignored.</summary>
internal sealed class IgnoresTheOffset(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong FirstRamPage(IRamBlock block) => 0;
}
