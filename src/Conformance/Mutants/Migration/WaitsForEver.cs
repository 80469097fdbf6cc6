using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Waits for the guest without a limit: a month stands for ever.</summary>
internal sealed class WaitsForEver(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override TimeSpan FreePageWait => TimeSpan.FromDays(30);
}
