using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Fails when the guest has not said what is free, instead of going on unfiltered.</summary>
internal sealed class FailsUnanswered(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong[]? ObtainFreePages() => base.ObtainFreePages() ?? throw new MigrationException("the guest has not said which pages are free");
}
