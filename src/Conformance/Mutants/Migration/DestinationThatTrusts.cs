using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Takes pages that do not fit their checksums.</summary>
internal sealed class DestinationThatTrusts(IRam ram) : MigrationDestination(ram)
{
    protected override bool IsIntact(ReadOnlySpan<byte> page, ulong checksum) => true;
}
