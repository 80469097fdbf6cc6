using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;

namespace Ballast.Conformance.Rules.Transports.Pci;

/// <summary>What one event is mapped to, another can be mapped to as well: a vector that is refused is refused to all.</summary>
internal sealed class AnyEventMapsToAnyVector() : VectorRule("device.pci.msix.4")
{
    private readonly HashSet<ushort> _mapped = [];
    private readonly Dictionary<ushort, (TraceEvent Event, int Key)> _refused = [];

    protected override void ReadBack(TraceEvent e, int key, ushort asked, ushort read, int vectors)
    {
        if (asked >= vectors) return;
        if (read == asked)
        {
            _mapped.Add(asked);
            Kept(e);
        }
        else if (read == CommonRegister.NoVector)
        {
            _refused.TryAdd(asked, (e, key));
        }
        if (_mapped.Contains(asked) && _refused.Remove(asked, out var refused))
            Broken(refused.Event, $"{VectorsSeen.NameOf(refused.Key)} is not mapped to vector {asked}, to which other events are");
    }
}
