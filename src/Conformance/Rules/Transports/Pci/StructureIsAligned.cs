using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>Every structure of a type begins at a multiple of 4 bytes.</summary>
internal sealed class StructureIsAligned(ClauseId clause, VirtioPciStructure type) : PciRule(clause)
{
    private const uint Alignment = 4;

    private readonly HashSet<byte> _judged = [];

    protected override void Watch(TraceEvent e)
    {
        if (!IsConfigurationRead(e)) return;
        foreach (var structure in Space.Of(type))
        {
            if (_judged.Add(structure.Place)) Check(e, structure.Offset % Alignment == 0, $"{type} begins at 0x{structure.Offset:x}");
        }
    }
}
