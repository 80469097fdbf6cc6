using Ballast.Conformance.Clauses;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Rings;

/// <summary>
/// A driver does not use an excessive number of descriptors for a buffer. What is excessive is a judgement: many, with a few
/// bytes each.
/// </summary>
internal sealed class DescriptorsAreFew : Rule
{
    private const int Many = 16;
    private const ulong FewBytes = 64;

    public override ClauseId Clause => "driver.framing.2";

    public override void See(TraceEvent e)
    {
        if (e is not ChainAvailable { Buffers: { Count: > 0 } buffers }) return;
        ulong bytes = 0;
        foreach (var buffer in buffers) bytes += buffer.Length;
        bool excessive = buffers.Count > Many && bytes / (ulong)buffers.Count < FewBytes;
        Check(e, !excessive, $"{bytes} bytes are spread over {buffers.Count} descriptors");
    }
}
