using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>The bitmap is used once, in the bulk stage; later rounds send only what was dirtied.</summary>
internal sealed class FilterIsUsedOnce : Rule
{
    private int _applied;
    private ulong? _dirty;

    public override ClauseId Clause => "migration.filter.7";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case MigrationSetUp:
                (_applied, _dirty) = (0, null);
                break;
            case FilterApplied:
                if (++_applied > 1) Broken(e, "the bitmap of free pages is used again");
                else if (Context.Migration?.FirstSynchronisation is not null) Broken(e, "the bitmap of free pages is used after the first synchronisation");
                break;
            case RoundStarted { DirtyPages: var dirty }:
                _dirty = dirty;
                break;
            case RoundEnded { Round: > 1, DataCount: var data, ZeroCount: var zero } when _applied > 0 && _dirty is { } dirty:
                Check(e, data + zero <= dirty, $"{data + zero} pages are sent in a round that has {dirty} dirty ones");
                break;
        }
    }
}
