using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A number of 16 bits in the configuration space, by which a balloon is found, is one that a balloon has.</summary>
internal sealed class IdentityIsRight(ClauseId clause, int register, string name, params ushort[] allowed) : PciRule(clause)
{
    protected override void Watch(TraceEvent e)
    {
        if (e is not RegisterRead { Space: RegisterSpace.PciConfiguration, Offset: var offset, Width: var width }) return;
        if (offset > register || offset + width < register + 2 || Space.Read(register, 2) is not { } number) return;
        Check(e, allowed.Contains((ushort)number), $"the {name} is 0x{number:x4}");
    }
}
