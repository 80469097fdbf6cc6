using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Leaves out the last page of each run of data.</summary>
internal sealed class DropsEndOfRuns(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override void SendData(int block, ulong firstPage, int count)
    {
        if (count > 1) base.SendData(block, firstPage, count - 1);
    }
}
