using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Leaves zero pages out of the report.</summary>
internal sealed class CountsNoZeroPages(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override MigrationStatistics Statistics() => base.Statistics() with { ZeroPages = 0 };
}
