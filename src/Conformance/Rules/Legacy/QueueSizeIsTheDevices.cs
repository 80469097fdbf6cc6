using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>The size of a legacy queue is read from the device.</summary>
internal sealed class QueueSizeIsTheDevices : PerLifeRule
{
    private readonly Dictionary<int, ushort> _sizes = [];

    public override ClauseId Clause => "driver.legacy.split.layout.1";

    protected override void Watch(TraceEvent e)
    {
        switch (e)
        {
            case QueueSizeRead { Index: var index, Size: var size }:
                _sizes[index] = size;
                break;
            case QueueConfigured { IsLegacy: true, Index: var index, Addresses.Size: var size }:
                Check(e, _sizes.TryGetValue(index, out ushort read) && read == size, $"queue {index} is set up, and its size was not read");
                break;
        }
    }

    protected override void Reborn(TraceEvent reset) => _sizes.Clear();
}
