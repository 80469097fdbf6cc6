using Ballast.Guest.Driver;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Puts a device-writable buffer before the readable ones.</summary>
internal sealed class PutsWritableFirst : DriverDecisions
{
    public override ReadOnlySpan<Buffer> Arrange(ReadOnlySpan<Buffer> chain) =>
        chain.Length < 2 ? chain : new[] { chain[0] with { IsDeviceWritable = true }, chain[1] };
}
