using Ballast.Conformance.Mutants.Machine;
using Ballast.Host.Machine;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Machine() =>
    [
        Split("i440fx-splits-late", (o, s) => o.RamSize == 0xe000_0000 ? new(o.RamSize, o.RamSize, 0) : s,
            "splits an i440fx only when RAM is larger than 3.5 GiB, not from there on", "machine.lowmem.1"),
        Split("q35-splits-as-i440fx", (o, _) => LowMemory.Split(MachineType.I440fx, o.RamSize, o.MaximumBelow4G),
            "splits a q35 where an i440fx is split", "machine.lowmem.2"),
        Split("cap-ignored", (o, _) => LowMemory.Split(o.Type, o.RamSize), "does not look at max-ram-below-4g", "machine.lowmem.3"),
        Split("lowmem-forgotten", (_, s) => s with { Limit = 0 }, "splits RAM, and forgets where once the machine is built", "machine.lowmem.4")
            with { Link = Series(2) },
        Machine("high-memory-first", (o, trace) => new HighMemoryFirst(o, trace), "counts high RAM as if there were none below it", "machine.memory.1"),
        Machine("hole-is-ram", (o, trace) => new MachineWithoutHole(o, trace), "takes what lies in the hole for RAM: ROM and devices can be discarded", "machine.memory.2")
            with { Link = QemuCommit + "f2fd57db36" },
        Machine("frames-without-sign", (o, trace) => new FramesWithoutSign(o, trace), "keeps frames in signed 32-bit numbers: from 0x80000000 on RAM begins anew", "machine.memory.2")
            with { Link = QemuCommit + "ffa207d082" },
    ];

    private static Mutant Split(string id, Func<PcMachineOptions, LowMemory, LowMemory> split, string fault, params Clauses.ClauseId[] breaks) =>
        Machine(id, (options, trace) => new MachineSplitOtherwise(options, trace, split), fault, breaks);

    /// <summary>A mail of the series of March 2016 to QEMU, by its number in the thread.</summary>
    private static string Series(int mail) => $"https://lore.kernel.org/all/1457001868-15949-{mail}-git-send-email-liang.z.li@intel.com/";
}
