using Ballast.Conformance.Rules.Machine;

namespace Ballast.Conformance.Rules;

public static partial class RuleCatalogue
{
    private static IEnumerable<Rule> Machine() =>
    [
        new SplitFollowsMachine("machine.lowmem.1", LowMemorySplit.I440Fx), new SplitFollowsMachine("machine.lowmem.2", LowMemorySplit.Q35),
        new MaximumCapsLowMemory(), new LowMemoryIsKept(), new AddressesMapOneToOne(), new HolesAreNotRam(),
    ];
}
