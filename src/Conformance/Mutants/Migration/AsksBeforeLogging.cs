using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Asks the guest for free pages, and begins to log afterwards.</summary>
internal sealed class AsksBeforeLogging(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override void StartLogging()
    {
    }

    protected override void FilterBulkStage()
    {
        base.FilterBulkStage();
        base.StartLogging();
    }
}
