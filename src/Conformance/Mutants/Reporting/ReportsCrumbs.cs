using Ballast.Guest.Driver;
using Ballast.Guest.Memory;

namespace Ballast.Conformance.Mutants.Reporting;

/// <summary>Reports single pages, where it has large blocks.</summary>
internal sealed class ReportsCrumbs : DriverDecisions
{
    // One of each 2 MiB: all would take a long time.
    private const int Stride = 512;

    public override IEnumerable<PageBlock> Reportable(IEnumerable<PageBlock> free) =>
        free.SelectMany(b => Enumerable.Range(0, (int)b.Pages / Stride).Select(i => new PageBlock(b.Frame + (ulong)(i * Stride), 0)));
}
