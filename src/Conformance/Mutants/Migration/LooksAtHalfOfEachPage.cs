using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Takes a page for zero whose first half is.</summary>
internal sealed class LooksAtHalfOfEachPage(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override bool IsZero(ReadOnlySpan<byte> page) => base.IsZero(page) || page[..(page.Length / 2)].IndexOfAnyExcept((byte)0) < 0;
}
