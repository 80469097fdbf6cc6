using Ballast.Conformance.Mutants.Balloon;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing.Content;

namespace Ballast.Conformance.Mutants.Hinting;

/// <summary>Gives hinted pages back to the host when the migration is over.</summary>
internal sealed class DeviceThatDiscardsAfterDone(DeviceParts parts) : ProvokingBalloonDevice(parts)
{
    private readonly List<ulong> _hinted = [];

    protected override void Use(BalloonQueue role, DescriptorChain chain, uint written = 0, ChainContent? content = null)
    {
        if (role == BalloonQueue.FreePage) _hinted.AddRange(chain.Buffers.Where(b => b.IsDeviceWritable).Select(b => b.Address));
        base.Use(role, chain, written, content);
    }

    protected override HintSession Next(HintSession session, HintInput input)
    {
        if (input is HintInput.HostIsDone) Loop.Post(DiscardHinted);
        return base.Next(session, input);
    }

    private void DiscardHinted()
    {
        foreach (ulong address in _hinted) Discarding.Range(this, address, PageRun.PageSize);
    }
}
