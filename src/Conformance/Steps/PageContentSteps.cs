using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>What pages hold that a driver under test has named on inflateq, deflateq and reporting_vq.</summary>
[Binding]
internal sealed class PageContentSteps(Testbed bed)
{
    private PageSnapshot? _held;

    [Given("a guest that fills its free pages with {number}")]
    public void GivenAGuestThatFillsItsFreePages(ulong value) => bed.Plan.FreePageValue = (uint)value;

    [Given("the device holds a buffer of {queue}")]
    public async Task GivenTheDeviceHolds(BalloonQueue queue)
    {
        await bed.UntilAsync(() => bed.HeldBuffers > 0, $"a buffer of {queue} that is held back");
        _held = new(bed.CommonMemory, bed.Watch.Outstanding(queue));
    }

    [Then("no page that the device holds of {queue} was written")]
    public void ThenNoHeldPageWasWritten(BalloonQueue queue)
    {
        if (_held is not { } held) throw new InvalidOperationException("no step has looked at what the device holds");
        var wrong = held.Changed();
        string what = queue switch { BalloonQueue.Inflate => "inflating", BalloonQueue.Deflate => "deflating", _ => "reporting" };
        bed.Record(new SourceVerified(what, held.Pages, bed.PagesOf(wrong)));
        StepFailureException.Unless(wrong.Count == 0, $"the pages of {queue} as they were", $"{wrong.Pages} of {held.Pages} changed while the device held their buffer");
    }

    [Then("every page that was deflated holds {number}")]
    public async Task ThenEveryDeflatedPageHolds(ulong value)
    {
        await bed.SettleAsync();
        // What a real kernel has used again since then holds something else, rightly.
        if (bed.UsesThirdParty) throw new StepUnsupportedException("which deflated pages the guest has used again cannot be seen from here");
        Verify("poisoned-deflated", bed.Watch.Deflated, (uint)value);
    }

    [Then("every page of the report holds {number}")]
    public void ThenEveryReportedPageHolds(ulong value) => Verify("poisoned-reported", bed.Watch.Outstanding(BalloonQueue.Reporting), (uint)value);

    private void Verify(string what, PageSet frames, uint value)
    {
        var wrong = PageSnapshot.NotFilledWith(bed.CommonMemory, frames, value);
        bed.Record(new SourceVerified(what, frames.Pages, bed.PagesOf(wrong)));
        StepFailureException.Unless(frames.Pages > 0 && wrong.Count == 0, $"pages filled with 0x{value:x}", $"{wrong.Pages} of {frames.Pages} pages hold something else");
    }
}
