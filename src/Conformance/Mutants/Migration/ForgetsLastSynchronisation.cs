using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Does not look at the log again after the guest was stopped: what was written last is lost.</summary>
internal sealed class ForgetsLastSynchronisation(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    private bool _isStopped;

    protected override void StopGuest()
    {
        base.StopGuest();
        _isStopped = true;
    }

    protected override ulong Synchronise(IRamBlock block, int round, Span<ulong> bitmap) => _isStopped ? 0 : base.Synchronise(block, round, bitmap);
}
