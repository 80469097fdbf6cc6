using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Memory;

namespace Ballast.Conformance.Mutants.Bitmap;

/// <summary>Says where low memory ends in pages instead of bytes.</summary>
internal sealed class DeviceThatAsksInPages(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    protected override ulong Requested => base.Requested >> PageRun.PageShift;
}
