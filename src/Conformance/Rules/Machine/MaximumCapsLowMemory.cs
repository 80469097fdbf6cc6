using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Machine;

/// <summary>max-ram-below-4g caps lowmem.</summary>
internal sealed class MaximumCapsLowMemory : Rule
{
    public override ClauseId Clause => "machine.lowmem.3";

    public override void See(TraceEvent e)
    {
        if (e is not MachineBuilt { MaximumBelow4G: { } maximum } machine || LowMemorySplit.For(machine.Type) is not { } split) return;
        ulong expected = Math.Min(split.Of(machine.RamSize), maximum);
        bool kept = machine.LowMemory == expected && machine.Below4G == Math.Min(machine.RamSize, expected);
        Check(e, kept, $"max-ram-below-4g is 0x{maximum:x}, and lowmem is 0x{machine.LowMemory:x} with 0x{machine.Below4G:x} bytes below 4 GiB; 0x{expected:x} is right");
    }
}
