using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Shows DONE after a migration that went through, and not after one that failed or was cancelled.</summary>
internal sealed class LeavesWithoutDone(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    private bool _isHandedOver;

    protected override void HandOver()
    {
        base.HandOver();
        _isHandedOver = true;
    }

    protected override void EndHints()
    {
        if (_isHandedOver) base.EndHints();
    }
}
