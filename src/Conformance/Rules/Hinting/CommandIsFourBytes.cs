using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Hinting;

/// <summary>An output buffer on the free page queue has 4 bytes.</summary>
internal sealed class CommandIsFourBytes : PerLifeRule
{
    public override ClauseId Clause => "driver.balloon.hinting.1";

    protected override void Watch(TraceEvent e)
    {
        if (!Context.IsHintDialect || e is not ChainAvailable { Queue: BalloonQueue.FreePage, Buffers: var buffers }) return;
        if (!buffers.Any(b => !b.IsDeviceWritable)) return;
        ulong bytes = 0;
        foreach (var buffer in buffers)
        {
            if (!buffer.IsDeviceWritable) bytes += buffer.Length;
        }
        Check(e, bytes == 4 && buffers.All(b => !b.IsDeviceWritable), $"an output buffer of {bytes} bytes{(buffers.Any(b => b.IsDeviceWritable) ? " with room to write behind it" : "")}");
    }
}
