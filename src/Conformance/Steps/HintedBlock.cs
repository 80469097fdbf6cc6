using Ballast.Virtio.Memory;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>A block of pages in a scenario that has many of them.</summary>
/// <param name="Address">Guest-physical address.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Hinted">How it is hinted.</param>
/// <param name="Written">When it is written.</param>
internal sealed record HintedBlock(ulong Address, uint Pages, HintMoment Hinted, WriteMoment Written)
{
    /// <summary>The buffer that hints it.</summary>
    public Buffer Hint => Hinted == HintMoment.ButForItsEnds
        ? new(Address + 1, Pages * PageRun.PageSize - 2, IsDeviceWritable: true)
        : new(Address, Pages * PageRun.PageSize, IsDeviceWritable: true);

    /// <summary>All of its frames.</summary>
    public PageSet Frames => PageSet.Of(new PageRun(Address >> PageRun.PageShift, Pages));

    /// <summary>Those whose content nobody needs: hinted whole under the current id, and not written.</summary>
    public PageSet UnneededFrames => (Hinted, Written) switch
    {
        (HintMoment.UnderTheId, WriteMoment.Never) => Frames,
        (HintMoment.ButForItsEnds, WriteMoment.Never) => PageSet.Of(new PageRun((Address >> PageRun.PageShift) + 1, Pages - 2)),
        _ => PageSet.Empty,
    };
}
