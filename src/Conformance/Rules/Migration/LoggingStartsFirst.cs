using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Migration;

/// <summary>Dirty logging starts before the guest is asked for free pages.</summary>
internal sealed class LoggingStartsFirst : Rule
{
    public override ClauseId Clause => "migration.filter.1";

    public override void See(TraceEvent e)
    {
        if (e is FreePagesAsked && Context.Migration is { Ending: null } migration)
            Check(e, migration.Logging is not null, "the guest is asked for free pages before writes are logged");
    }
}
