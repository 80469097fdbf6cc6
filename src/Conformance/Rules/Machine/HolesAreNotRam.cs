using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Machine;

/// <summary>An address in the PCI hole or past the end of RAM is not RAM, and nothing is written there.</summary>
internal sealed class HolesAreNotRam : Rule
{
    public override ClauseId Clause => "machine.memory.2";

    public override void See(TraceEvent e)
    {
        if (e is not AddressProbed probe || Context.Machine is not { } machine || AddressesMapOneToOne.Offset(machine, probe.Address) is not null) return;
        Check(e, probe.RamOffset is null && !probe.Written, $"0x{probe.Address:x} is not RAM, and the machine {(probe.Written ? "writes there" : $"gives offset 0x{probe.RamOffset:x}")}");
    }
}
