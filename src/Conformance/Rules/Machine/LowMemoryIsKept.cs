using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Machine;

/// <summary>lowmem can be asked for after the machine is built, and it is where RAM is split.</summary>
internal sealed class LowMemoryIsKept : Rule
{
    public override ClauseId Clause => "machine.lowmem.4";

    public override void See(TraceEvent e)
    {
        if (e is not MachineBuilt machine) return;
        bool kept = machine.LowMemory > 0 && machine.Below4G == Math.Min(machine.RamSize, machine.LowMemory);
        Check(e, kept, $"the machine says that lowmem is 0x{machine.LowMemory:x}, and has 0x{machine.Below4G:x} of 0x{machine.RamSize:x} bytes below 4 GiB");
    }
}
