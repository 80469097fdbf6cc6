using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Passes the number of the migration bits where their mask belongs, so that they are not set: what a new machine has marked by itself serves the first attempt alone.</summary>
internal sealed class MarksOnce(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override void MarkAll(IRamBlock block)
    {
        if (Attempt == 1) base.MarkAll(block);
    }
}
