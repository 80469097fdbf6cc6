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
        if (bytes > 0 && bytes % Entry == 0)
        {
            Interpretation = bytes % Literal == 0 ? "statistics-entry=6|10" : "statistics-entry=10";
            Kept(e);
        }
        else if (bytes > 0 && bytes % Literal == 0)
        {
            Interpretation = "statistics-entry=6";
            Kept(e);
        }
        else Broken(e, $"{bytes} bytes are neither entries of 10 bytes nor a multiple of 6");
    }
}
