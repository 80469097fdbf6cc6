using System.Runtime.CompilerServices;
using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Migration;

/// <summary>Remembers the first answer of a guest and uses it for every migration.</summary>
internal sealed class ReusesAnswer(MigrationParts parts) : MigrationSource(parts.Ram, parts.Guest, parts.Options, parts.Trace)
{
    private static readonly ConditionalWeakTable<IRam, ulong[]> Answers = [];

    protected override ulong[]? ObtainFreePages()
    {
        if (Answers.TryGetValue(Ram, out ulong[]? old)) return old;
        if (base.ObtainFreePages() is not { } free) return null;
        Answers.Add(Ram, free);
        return free;
    }
}
