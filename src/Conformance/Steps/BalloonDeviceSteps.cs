using System.Globalization;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>Inflating, deflating and statistics with a device under test.</summary>
[Binding]
internal sealed class BalloonDeviceSteps(Testbed bed)
{
    private static readonly StatisticEntry[] Sample =
    [
        new(StatisticTag.SwapIn, 1), new(StatisticTag.MajorFaults, 22), new(StatisticTag.MemoryFree, 333 << 20),
        new(StatisticTag.MemoryTotal, 4444UL << 20), new(StatisticTag.Available, 0x1122334455667788),
    ];

    private const byte Data = 0xd5;

    private PageSnapshot? _used;
    private uint[] _frames = [];
    private uint[] _rest = [];
    private ulong[] _neighbours = [];

    [When("the driver inflates {int} pages from an array in pieces of {int} bytes")]
    public Task WhenTheDriverInflates(int pages, int pieces)
    {
        Prepare(pages);
        return InflateAsync(Frames(_frames), pieces);
    }

    [When("the driver inflates {int} pages that hold data")]
    public Task WhenTheDriverInflates(int pages)
    {
        Prepare(pages);
        return InflateAsync(Frames(_frames));
    }

    [When("the driver inflates {int} pages that hold data, from one array")]
    public Task WhenTheDriverInflatesAtOnce(int pages) => WhenTheDriverInflates(pages);

    [When("the driver inflates {int} pages beside them")]
    public async Task WhenTheDriverInflatesBeside(int pages)
    {
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(Frames(_neighbours.Take(pages).Select(f => (uint)f))));
        await bed.SettleAsync();
    }

    // Descriptors may name the same memory: no guest is too small for this.
    [When("the driver inflates from an array of {size}")]
    public async Task WhenTheArrayIsLong(ulong bytes)
    {
        ulong address = bed.FreshBlock(PageRun.PageSize);
        ulong most = (bed.Plan.RamSize - address) & ~((ulong)PageRun.PageSize - 1);
        var array = new List<Virtio.Rings.Buffer>();
        for (ulong left = bytes; left > 0; left -= array[^1].Length) array.Add(new(address, (uint)Math.Min(left, most), IsDeviceWritable: false));
        bed.HandDriven.Send(BalloonQueue.Inflate, [.. array]);
        await bed.SettleAsync();
    }

    [Given("a host with pages of {size}")]
    public void GivenAHost(ulong bytes)
    {
        if (bed.UsesForeignDevice && bytes != (ulong)Environment.SystemPageSize)
            throw new StepNotApplicableException($"the host of this device has pages of {Environment.SystemPageSize} bytes");
        bed.Plan.HostPageSize = (int)bytes;
    }

    [When("the driver inflates {int} pages of the host and half of a third, in any order")]
    public Task WhenHostPagesAreInflated(int hostPages)
    {
        var frames = HostPages(hostPages + 1);
        int whole = hostPages * FramesOfHostPage;
        _frames = [.. frames.Take(whole)];
        _neighbours = [frames[0] - 1, .. frames.Skip(whole + FramesOfHostPage / 2).Select(f => (ulong)f), frames[^1] + 1];
        foreach (uint frame in _neighbours) Fill(frame, Data);
        uint[] inflated = [.. frames.Take(whole + FramesOfHostPage / 2)];
        new Random(bed.Seed).Shuffle(inflated);
        return InflateAsync(Frames(inflated));
    }

    [When("the driver inflates half of a page of the host")]
    public Task WhenHalfIsInflated()
    {
        var frames = HostPages(1);
        _frames = [.. frames.Take(FramesOfHostPage / 2)];
        _rest = [.. frames.Skip(FramesOfHostPage / 2)];
        return InflateAsync(Frames(_frames));
    }

    [When("the driver inflates the other half of that page")]
    public Task WhenTheRestIsInflated() => InflateAsync(Frames(_rest));

    [When("the driver deflates the same pages")]
    public async Task WhenTheDriverDeflates()
    {
        bed.HandDriven.Send(BalloonQueue.Deflate, bed.HandDriven.Readable(Frames(_frames)));
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Deflate].Used.Count == 1, "the deflate buffer used");
    }

    [When("the driver writes to these pages")]
    public async Task WhenTheDriverWrites()
    {
        foreach (uint frame in _frames) Fill(frame, (byte)frame);
        await bed.SettleAsync();
    }

    [When("the driver inflates {int} pages and a frame in the PCI hole")]
    public Task WhenAFrameIsInTheHole(int pages) => InflateWithAsync(pages, (uint)(Testbed.AddressInTheHole >> PageRun.PageShift));

    [When("the driver inflates {int} pages and a frame past the end of RAM")]
    public Task WhenAFrameIsPastTheEnd(int pages) => InflateWithAsync(pages, (uint)(bed.Plan.RamSize >> PageRun.PageShift));

    [When("the driver inflates {int} pages and frame {number}")]
    public Task WhenAFrameIs(int pages, ulong frame) => InflateWithAsync(pages, (uint)frame);

    [When("the driver inflates {int} pages and the first {int} pages once more")]
    public Task WhenFramesComeTwice(int pages, int again)
    {
        Prepare(pages);
        return InflateAsync(Frames([.. _frames, .. _frames.Take(again)]));
    }

    [When("the driver inflates {int} pages and {int} bytes that are no number")]
    public Task WhenBytesAreLeftOver(int pages, int bytes)
    {
        Prepare(pages);
        return InflateAsync([.. Frames(_frames), .. new byte[bytes]]);
    }

    [When("the driver gives {int} statistics in pieces of {int} bytes")]
    public Task WhenTheDriverGivesStatistics(int count, int pieces) => GiveAsync(BalloonMessages.Statistics(Sample.AsSpan(0, count)), pieces);

    [When("the driver gives {int} statistics")]
    public Task WhenTheDriverGivesStatistics(int count) => WhenTheDriverGivesStatistics(count, int.MaxValue);

    [When("the driver gives {int} statistics in reverse order")]
    public Task WhenTheDriverGivesStatisticsInReverse(int count) => GiveAsync(BalloonMessages.Statistics([.. Sample[..count].Reverse()]));

    [When("the driver gives {int} statistics and the unknown tags {int}, {int} and {int}")]
    public Task WhenTagsAreUnknown(int count, int first, int second, int third) => GiveAsync(BalloonMessages.Statistics(
        [.. Sample.AsSpan(0, count), new((StatisticTag)first, 1), new((StatisticTag)second, 2), new((StatisticTag)third, 3)]));

    [When("the driver gives a sample of {int} bytes")]
    public Task WhenTheSampleHas(int bytes) => GiveAsync(Enumerable.Repeat((byte)0xff, bytes).ToArray());

    [When("the driver fills {queue}")]
    public async Task WhenTheDriverFills(BalloonQueue queue)
    {
        byte[] content = queue == BalloonQueue.FreePage ? BalloonMessages.Command(CommandId.Stop) : Frames(bed.FreshFrames(4));
        int chains = bed.HandDriven[queue].Ring.FreeDescriptors;
        for (int i = 0; i < chains; i++) bed.HandDriven.Add(queue, bed.HandDriven.Readable(content));
        bed.HandDriven.Notify(queue);
        await bed.UntilAsync(() => bed.HandDriven[queue].Used.Count == chains, $"{chains} buffers back", () => $"{bed.HandDriven[queue].Used.Count}");
    }

    [Then("the buffer comes back with used length {int}")]
    public async Task ThenTheBufferComesBack(int length)
    {
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count == 1, "the buffer used");
        StepFailureException.UnlessEqual((uint)length, bed.HandDriven[BalloonQueue.Inflate].Used[0].Length, "used length");
    }

    [Then("the device inflates a page after it")]
    public async Task ThenTheDeviceGoesOn()
    {
        await WhenTheDriverInflates(1);
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Inflate].Used.Count == 2, "the next buffer used");
        ThenPagesWereGivenBack(1);
    }

    [Then("every buffer of {queue} comes back with used length {int}")]
    public async Task ThenEveryBufferComesBack(BalloonQueue queue, int length)
    {
        await bed.UntilAsync(() => bed.HandDriven[queue].Used.Count > 0 && bed.HandDriven[queue].Ring.Outstanding == 0, $"every buffer of {queue} used",
            () => $"{bed.HandDriven[queue].Ring.Outstanding} outstanding");
        foreach (var used in bed.HandDriven[queue].Used) StepFailureException.UnlessEqual((uint)length, used.Length, "used length");
    }

    [Then("all {int} pages were given back to the host")]
    public void ThenPagesWereGivenBack(int pages)
    {
        var kept = PageSet.Of(_frames.Where(f => !Content(f).All(b => b == 0)).Select(f => new PageRun(f, 1)));
        bed.Record(new SourceVerified(SourceVerified.GivenBack, (ulong)_frames.Length, bed.RamPagesOf(kept)));
        int zero = _frames.Length - (int)kept.Pages;
        StepFailureException.UnlessEqual(pages, zero, "pages that read as zero");
    }

    [Then("no other page was changed")]
    public void ThenNoOtherPageWasChanged()
    {
        foreach (ulong frame in _neighbours)
            StepFailureException.Unless(Content(frame).All(b => b == Data), $"frame 0x{frame:x} as it was", "it was changed");
    }

    [Then("the pages hold what the driver wrote")]
    public void ThenThePagesHoldWhatWasWritten()
    {
        var wrong = PageSet.Of(_frames.Where(f => !Content(f).All(b => b == (byte)f)).Select(f => new PageRun(f, 1)));
        bed.Record(new SourceVerified("returned", (ulong)_frames.Length, wrong));
        StepFailureException.Unless(wrong.Count == 0, "every page as the driver wrote it", $"{wrong} changed");
    }

    [Then("the pages do not change once the buffer is used")]
    public async Task ThenThePagesDoNotChange()
    {
        await bed.SettleAsync();
        if (_used is not { } used) throw new StepFailureException("a used inflate buffer", "none");
        var wrong = used.Changed();
        bed.Record(new SourceVerified("acknowledged", used.Pages, wrong));
        StepFailureException.Unless(wrong.Count == 0, "pages as they were when the buffer was used", $"{wrong} changed");
    }

    [Then("the host knows all {int} statistics")]
    public async Task ThenTheHostKnows(int count)
    {
        await bed.SettleAsync();
        foreach (var entry in Sample[..count])
        {
            bool known = bed.LatestStatistics.TryGetValue(entry.Tag, out ulong value);
            StepFailureException.Unless(known && value == entry.Value, $"{entry.Tag} {entry.Value}", known ? value.ToString(CultureInfo.InvariantCulture) : "nothing");
        }
    }

    [Then("the host can ask for statistics again")]
    public async Task ThenTheHostCanAskAgain()
    {
        int before = bed.HandDriven[BalloonQueue.Statistics].Used.Count;
        bed.RequestStatistics();
        await bed.UntilAsync(() => bed.HandDriven[BalloonQueue.Statistics].Used.Count == before + 1, "the buffer of statistics back");
        await GiveAsync(BalloonMessages.Statistics(Sample));
        await ThenTheHostKnows(Sample.Length);
    }

    // Pages of data with a page of data on either side, so that a stray discard shows.
    internal IReadOnlyList<uint> Prepare(int pages)
    {
        var frames = bed.FreshFrames(2 * pages + 1);
        _frames = [.. frames.Where((_, i) => i % 2 == 1)];
        _neighbours = [.. frames.Where((_, i) => i % 2 == 0).Select(f => (ulong)f)];
        foreach (uint frame in frames) Fill(frame, Data);
        var inflated = PageSet.Of(_frames.Select(f => new PageRun(f, 1)));
        // The very moment counts: a page that is discarded right behind the acknowledgement is discarded too late.
        bed.When<ChainUsed>(e => e.Queue == BalloonQueue.Inflate, _ => _used = new(bed.CommonMemory, inflated));
        return _frames;
    }

    private int FramesOfHostPage => bed.Plan.HostPageSize / PageRun.PageSize;

    // Pages of the host that hold data, one behind the other, with a page of the guest on either side that no other step uses.
    private uint[] HostPages(int count)
    {
        bed.FreshFrames(1);
        uint first = (uint)(bed.FreshBlock((uint)bed.Plan.HostPageSize) >> PageRun.PageShift);
        bed.FreshFrames((count - 1) * FramesOfHostPage + 1);
        uint[] frames = [.. Enumerable.Range(0, count * FramesOfHostPage).Select(i => first + (uint)i)];
        foreach (uint frame in frames) Fill(frame, Data);
        return frames;
    }

    private Task InflateWithAsync(int pages, uint stranger)
    {
        Prepare(pages);
        return InflateAsync(Frames([.. _frames.Take(pages / 2), stranger, .. _frames.Skip(pages / 2)]));
    }

    private async Task InflateAsync(byte[] array, int pieces = int.MaxValue)
    {
        bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(array, pieces));
        await bed.SettleAsync();
    }

    private async Task GiveAsync(byte[] sample, int pieces = int.MaxValue)
    {
        bed.HandDriven.Send(BalloonQueue.Statistics, bed.HandDriven.Readable(sample, pieces));
        await bed.SettleAsync();
    }

    private void Fill(uint frame, byte value)
    {
        byte[] page = new byte[PageRun.PageSize];
        page.AsSpan().Fill(value);
        bed.HandDriven.Memory.TryWrite((ulong)frame << PageRun.PageShift, page);
    }

    private byte[] Content(ulong frame)
    {
        byte[] page = new byte[PageRun.PageSize];
        bed.HandDriven.Memory.TryRead(frame << PageRun.PageShift, page);
        return page;
    }

    private byte[] Frames(IEnumerable<uint> frames) => BalloonMessages.PageFrames(bed.HandDriven.ByteOrder, [.. frames.Select(f => new PageRun(f, 1))]);
}
