using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>A device takes chains that end in an indirect descriptor for what their descriptors say.</summary>
/// <param name="clause">The clause.</param>
/// <param name="exercises">Whether the descriptors of a chain are of the kind that the clause is about.</param>
internal sealed class IndirectChainIsTaken(string clause, Func<IReadOnlyList<RawDescriptor>, bool> exercises) : PerLifeRule
{
    private readonly HashSet<(BalloonQueue Queue, ushort Head)> _taken = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case ChainAvailable { Queue: var queue, Head: var head, Descriptors: var descriptors, Buffers: var buffers } when exercises(descriptors):
                if (buffers.SequenceEqual(Meant(descriptors))) _taken.Add((queue, head));
                else Broken(e, "the device does not take the buffers that the descriptors and their table name");
                break;
            case ChainUsed { Queue: var queue, Head: var head } when _taken.Remove((queue, head)):
                Kept(e);
                break;
            case DeviceStatusChanged { Status: var status } when status.HasFlag(DeviceStatus.DeviceNeedsReset) && _taken.Count > 0:
                Broken(e, "the device needs a reset after a chain that ends in an indirect descriptor");
                _taken.Clear();
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _taken.Clear();

    private static IEnumerable<Virtio.Rings.Buffer> Meant(IEnumerable<RawDescriptor> descriptors) =>
        descriptors.Where(d => (d.Flags & (ushort)DescriptorFlags.Indirect) == 0)
            .Select(d => new Virtio.Rings.Buffer(d.Address, d.Length, (d.Flags & (ushort)DescriptorFlags.Write) != 0));
}
