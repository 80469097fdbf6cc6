using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Synchronises its log, and stops the guest, while the command id is still shown.</summary>
internal sealed class SourceThatNeverStopsHints(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override void StopHints()
    {
    }
}
