using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>With IN_ORDER the descriptor behind x is x + 1, or 0 at the end of the table.</summary>
/// <param name="clause">The clause.</param>
/// <param name="inTable">Whether indirect tables are meant; otherwise the descriptor table.</param>
internal sealed class ChainsAscend(string clause, bool inTable) : PerLifeRule
{
    private readonly Dictionary<BalloonQueue, int> _sizes = [];

    public override ClauseId Clause => clause;

    protected override void Watch(TraceEvent e)
    {
        if (!Context.Life.Accepts(Feature.InOrder) || Context.Life.Accepts(Feature.RingPacked))
        {
            if (e is QueueConfigured { Queue: { } early, Addresses: var at }) _sizes[early] = at.Size;
            return;
        }
        switch (e)
        {
            case QueueConfigured { Queue: { } queue, Addresses: var addresses }:
                _sizes[queue] = addresses.Size;
                break;
            case ChainAvailable { Queue: var queue, Descriptors: var descriptors }:
                var linked = descriptors.Where(d => d.InTable == inTable && (d.Flags & (ushort)DescriptorFlags.Next) != 0).ToList();
                if (linked.Count == 0) break;
                int end = inTable ? int.MaxValue : _sizes.GetValueOrDefault(queue, int.MaxValue);
                int wrong = linked.FindIndex(d => d.Next != (d.Index + 1 == end ? 0 : d.Index + 1));
                Check(e, wrong < 0, wrong < 0 ? "" : $"descriptor {linked[wrong].Index} is followed by {linked[wrong].Next}");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _sizes.Clear();
}
