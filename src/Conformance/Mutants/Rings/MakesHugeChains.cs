using Ballast.Guest.Driver;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Makes chains of more than 2^32 bytes out of what it hints.</summary>
internal sealed class MakesHugeChains : DriverDecisions
{
    public override ReadOnlySpan<Buffer> Arrange(ReadOnlySpan<Buffer> chain)
    {
        if (!chain[0].IsDeviceWritable) return chain;
        var most = chain[0] with { Length = uint.MaxValue };
        return new[] { most, most };
    }
}
