using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Machine;

/// <summary>RAM is split where the machine type has it, as long as max-ram-below-4g does not say otherwise.</summary>
internal sealed class SplitFollowsMachine(ClauseId clause, LowMemorySplit split) : Rule
{
    public override ClauseId Clause => clause;

    public override void See(TraceEvent e)
    {
        if (e is not MachineBuilt { MaximumBelow4G: null } machine || machine.Type != split.Type) return;
        ulong expected = split.Of(machine.RamSize);
        // Where RAM is split shows in the map; with less RAM only lowmem tells.
        ulong shown = machine.RamSize > expected ? machine.Below4G : machine.LowMemory;
        bool kept = shown == expected && machine.Below4G == Math.Min(machine.RamSize, expected) && machine.Below4G + machine.Above4G == machine.RamSize;
        Check(e, kept, $"{machine.Type} with 0x{machine.RamSize:x} bytes of RAM has 0x{machine.Below4G:x} below 4 GiB and lowmem 0x{machine.LowMemory:x}; it should be split at 0x{expected:x}");
    }
}
