using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Shows DONE when a migration completes, and forgets to when it is cancelled or fails.</summary>
internal sealed class SourceThatIsDoneOnSuccess(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    private bool _completed;

    protected override void HandOver()
    {
        base.HandOver();
        _completed = true;
    }

    protected override void EndHints()
    {
        if (_completed) base.EndHints();
    }
}
