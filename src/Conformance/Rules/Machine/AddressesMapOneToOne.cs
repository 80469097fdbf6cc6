using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Machine;

/// <summary>An address in RAM has the offset that the split gives it, and the offset leads back to the address.</summary>
internal sealed class AddressesMapOneToOne : Rule
{
    private const ulong FourGiB = 1UL << 32;

    public override ClauseId Clause => "machine.memory.1";

    public override void See(TraceEvent e)
    {
        if (e is not AddressProbed probe || Context.Machine is not { } machine) return;
        if (Offset(machine, probe.Address) is not { } offset) return;
        if (probe.RamOffset != offset) Broken(e, $"0x{probe.Address:x} is RAM at offset 0x{offset:x}, and the machine says {Shown(probe.RamOffset)}");
        else Check(e, probe.AddressOfOffset == probe.Address, $"offset 0x{offset:x} leads back to {Shown(probe.AddressOfOffset)}, not to 0x{probe.Address:x}");
    }

    /// <summary>The offset that an address has, or null when it is not RAM.</summary>
    public static ulong? Offset(MachineBuilt machine, ulong address)
    {
        if (address < machine.Below4G) return address;
        if (address >= FourGiB && address - FourGiB < machine.Above4G) return machine.LowMemory + (address - FourGiB);
        return null;
    }

    private static string Shown(ulong? value) => value is { } number ? $"0x{number:x}" : "nothing";
}
