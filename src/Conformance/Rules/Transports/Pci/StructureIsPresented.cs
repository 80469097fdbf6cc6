using Ballast.Conformance.Clauses;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>A device that has capabilities of virtio has one of a certain type.</summary>
internal sealed class StructureIsPresented(ClauseId clause, VirtioPciStructure type) : PciRule(clause)
{
    private bool _isJudged;

    protected override void Watch(TraceEvent e)
    {
        if (_isJudged || !IsConfigurationRead(e) || !Space.IsListComplete || Space.Read(PciRegister.Device, 2) is not { } device) return;
        var structures = Space.Structures.ToList();
        if (structures.Any(s => s.Structure is null)) return;
        _isJudged = true;
        // A legacy device has none, and needs none.
        if (structures.Count == 0 && device < VirtioPciId.FirstModern) return;
        Check(e, Space.Of(type).Any(), $"the device has no capability of type {type}");
    }
}
