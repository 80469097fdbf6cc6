using Ballast.Conformance.Clauses;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Balloon;

/// <summary>
/// The buffer is a whole number of entries. The text asks for a multiple of 6, an entry has 10 bytes: either passes, and
/// the finding says which.
/// </summary>
internal sealed class StatisticsHaveWholeEntries : PerLifeRule
{
    private const ulong Entry = 10;
    private const ulong Literal = 6;

    public override ClauseId Clause => "driver.balloon.stats.5";

    protected override void Watch(TraceEvent e)
    {
        if (e is not ChainAvailable { Queue: BalloonQueue.Statistics, Buffers: var buffers }) return;
        ulong bytes = 0;
        foreach (var buffer in buffers)
        {
            if (!buffer.IsDeviceWritable) bytes += buffer.Length;
        }
        if (bytes > 0 && bytes % Entry == 0) Kept(e, bytes % Literal == 0 ? $"{bytes} bytes: both readings hold" : $"{bytes} bytes: entries of 10 bytes, no multiple of 6");
        else if (bytes > 0 && bytes % Literal == 0) Kept(e, $"{bytes} bytes: a multiple of 6, not of 10");
        else Broken(e, $"{bytes} bytes are neither entries of 10 bytes nor a multiple of 6");
    }
}
