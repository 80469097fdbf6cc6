using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>Setup marks all RAM in the dirty log and leaves the migration bitmap empty; the first synchronisation moves the bits over.</summary>
internal sealed class SetUpMarksTheLogOnly : Rule
{
    public override ClauseId Clause => "migration.setup.1";

    public override void See(TraceEvent e)
    {
        switch (e)
        {
            case MigrationSetUp setUp when setUp.BitmapPages != 0:
                Broken(e, $"{setUp.BitmapPages} pages are set in the migration bitmap at setup");
                break;
            case MigrationSetUp setUp when setUp.MarkedPages != setUp.RamPages:
                Broken(e, $"{setUp.MarkedPages} of {setUp.RamPages} pages are marked in the dirty log at setup");
                break;
            case BitmapSynchronised sync when Context.Migration is { FirstSynchronisation: null, Ending: null, SetUp: { BitmapPages: 0 } setUp } migration:
                ulong cleared = migration.Applied?.ClearedPages ?? 0;
                if (sync.DirtyPages != sync.MovedPages) Broken(e, $"{sync.MovedPages} bits are moved, and {sync.DirtyPages} are counted");
                else Check(e, sync.MovedPages <= setUp.RamPages && sync.MovedPages + cleared >= setUp.RamPages,
                    $"{sync.MovedPages} bits are moved, of {setUp.RamPages} pages of which {cleared} were filtered");
                break;
        }
    }
}
