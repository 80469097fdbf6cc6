using System.Runtime.InteropServices;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>Free page reporting with a device under test.</summary>
[Binding]
internal sealed class ReportingDeviceSteps(Testbed bed)
{
    private const uint BlockBytes = 64 << 10;
    private const uint Data = 0xd5d5d5d5;

    private readonly List<Buffer> _blocks = [];
    private PageSnapshot? _before;
    private PageSnapshot? _used;
    private uint _poison;

    [Given("a driver in operation with {features}, whose poison_val is {number}")]
    public void GivenADriverWithPoison(FeatureSet features, ulong poison)
    {
        var driver = bed.HandDriven;
        driver.Transport.Connect(driver);
        if (!driver.Negotiate(features.With(Feature.Version1))) throw new InvalidOperationException($"the device refuses {features}");
        driver.SetUpQueues();
        _poison = (uint)poison;
        driver.WriteConfiguration(BalloonConfiguration.PoisonValueOffset, _poison);
        driver.GoIntoOperation();
    }

    [When("the driver reports {int} blocks that hold data")]
    public Task WhenTheDriverReportsData(int blocks) => ReportAsync(blocks, Data);

    [When("the driver reports {int} blocks that are filled with poison_val")]
    public Task WhenTheDriverReportsPoison(int blocks) => ReportAsync(blocks, _poison);

    [When("the driver reports {int} blocks and one in the PCI hole")]
    public Task WhenABlockIsInTheHole(int blocks) => ReportAsync(blocks, Data, new Buffer(Testbed.AddressInTheHole, BlockBytes, IsDeviceWritable: true));

    [When("the driver reports {int} blocks and one past the end of RAM")]
    public Task WhenABlockIsPastTheEnd(int blocks) => ReportAsync(blocks, Data, new Buffer(bed.Plan.RamSize, BlockBytes, IsDeviceWritable: true));

    [When("the driver reports {int} blocks and one at the end of all addresses")]
    public Task WhenABlockIsAtTheEnd(int blocks) => ReportAsync(blocks, Data, new Buffer(ulong.MaxValue - 4095, BlockBytes, IsDeviceWritable: true));

    [When("the driver reports {int} blocks and one of no bytes")]
    public Task WhenABlockIsEmpty(int blocks) => ReportAsync(blocks, Data, new Buffer(bed.FreshBlock(BlockBytes), 0, IsDeviceWritable: true));

    [When("the driver reports {int} blocks that begin and end in mid-page")]
    public Task WhenBlocksAreUnaligned(int blocks)
    {
        Prepare(blocks, Data);
        return SendAsync([.. _blocks.Select(b => b with { Address = b.Address + 100, Length = b.Length - 200 })]);
    }

    [Then("the reported pages do not change once the report is used")]
    public async Task ThenTheyDoNotChange()
    {
        await bed.SettleAsync();
        if (_used is not { } used) throw new StepFailureException("a used report", "none");
        var wrong = used.Changed();
        bed.Record(new SourceVerified("report-acknowledged", used.Pages, wrong));
        StepFailureException.Unless(wrong.Count == 0, "pages as they were when the report was used", $"{wrong} changed");
    }

    [Then("every reported page is as it was, or filled with poison_val")]
    public async Task ThenTheyArePoisoned()
    {
        await bed.SettleAsync();
        var wrong = _before!.Changed().Intersect(PageSnapshot.NotFilledWith(bed.CommonMemory, Pages(), _poison));
        bed.Record(new SourceVerified("report-kept", _before.Pages, wrong));
        StepFailureException.Unless(wrong.Count == 0, "pages as they were, or poisoned", $"{wrong} hold something else");
    }

    [Then("the reported pages were given back to the host")]
    public void ThenTheyWereGivenBack()
    {
        var kept = PageSnapshot.NotFilledWith(bed.CommonMemory, Pages(), 0);
        StepFailureException.Unless(kept.Count == 0, "pages that read as zero", $"{kept.Pages} pages hold what they held");
    }

    [Then("the pages at both ends of each block hold what they held")]
    public void ThenTheEndsAreKept()
    {
        foreach (var block in _blocks)
        {
            ulong first = block.Address >> PageRun.PageShift, last = first + (BlockBytes >> PageRun.PageShift) - 1;
            var ends = PageSet.Of([new(first, 1), new(last, 1)]);
            var wrong = PageSnapshot.NotFilledWith(bed.CommonMemory, ends, Data);
            StepFailureException.Unless(wrong.Count == 0, "pages that were reported in part as they were", $"{wrong} changed");
        }
    }

    private Task ReportAsync(int blocks, uint content, params IEnumerable<Buffer> strangers)
    {
        Prepare(blocks, content);
        return SendAsync([.. _blocks.Take(blocks / 2), .. strangers, .. _blocks.Skip(blocks / 2)]);
    }

    private void Prepare(int blocks, uint content)
    {
        byte[] data = new byte[BlockBytes];
        MemoryMarshal.Cast<byte, uint>(data.AsSpan()).Fill(content);
        for (int i = 0; i < blocks; i++)
        {
            var block = new Buffer(bed.FreshBlock(BlockBytes), BlockBytes, IsDeviceWritable: true);
            bed.HandDriven.Memory.TryWrite(block.Address, data);
            _blocks.Add(block);
        }
        _before = new(bed.CommonMemory, Pages());
        bed.When<ChainUsed>(e => e.Queue == BalloonQueue.Reporting, _ => _used = new(bed.CommonMemory, Pages()));
    }

    private async Task SendAsync(Buffer[] buffers)
    {
        bed.HandDriven.Send(BalloonQueue.Reporting, buffers);
        await bed.SettleAsync();
    }

    private PageSet Pages() => PageSet.Of(_blocks.Select(b => new PageRun(b.Address >> PageRun.PageShift, BlockBytes >> PageRun.PageShift)));
}
