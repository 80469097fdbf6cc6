using Ballast.Conformance.Testbeds;
using Ballast.Migration;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Waits as long as it may, also when the answer is there.</summary>
internal sealed class WaitsToTheLimit(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    protected override ulong[]? ObtainFreePages()
    {
        var free = base.ObtainFreePages();
        Options.BitmapSource?.Loop.WaitFor(static () => false, FreePageWait);
        return free;
    }
}
