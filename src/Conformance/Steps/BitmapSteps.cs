using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Guest;
using Ballast.Guest.Memory;
using Ballast.Guest.Workloads;
using Ballast.Host.Machine;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

/// <summary>The bitmap dialect, with the reference guest as it is.</summary>
[Binding]
internal sealed class BitmapSteps(Testbed bed)
{
    private const ulong FirstHigh = 1UL << 20;

    private readonly List<FreePagePoll> _polls = [];
    private Canaries? _canaries;
    private PageSet _free = PageSet.Empty;
    private PageSet _freeFrames = PageSet.Empty;
    private ulong[]? _answer;

    [Given("a guest of the bitmap dialect")]
    public void GivenAGuest() => bed.Plan.RamSize = 64UL << 20;

    [Given("a guest of the bitmap dialect and a host that offers {features}")]
    public void GivenAGuestAndAHost(FeatureSet features)
    {
        GivenAGuest();
        bed.Plan.Offered = features.With(Feature.Version1);
    }

    [Given("a guest of the bitmap dialect that does not know GET_FREE_PAGES")]
    public void GivenAGuestThatDoesNotKnow()
    {
        GivenAGuest();
        bed.Plan.Unknown = FeatureSet.Of(Feature.GetFreePages);
    }

    [Given("a guest of the bitmap dialect with {size} of RAM whose free memory is in single pages")]
    public async Task GivenAGuestInPieces(ulong ram)
    {
        bed.Plan.RamSize = ram;
        await BootAsync();
        var pages = new List<PageBlock>();
        while (bed.Guest.Allocator.TryAllocate(0, out var page)) pages.Add(page);
        // Neighbours of what is freed stay in use, so that nothing is merged.
        foreach (var page in pages.Where(p => p.Frame % 2 == 0)) bed.Guest.Allocator.Free(page);
    }

    [Given("a guest of the bitmap dialect in operation")]
    public Task GivenAGuestInOperation()
    {
        GivenAGuest();
        return BootAsync();
    }

    [Given("a guest of the bitmap dialect on {machine} with {size} of RAM")]
    public async Task GivenAGuestOn(MachineType machine, ulong ram)
    {
        bed.Plan.Machine = machine;
        bed.Plan.RamSize = ram;
        await BootAsync();
        _canaries = Canaries.Place(bed.Guest, 64);
    }

    [When("the guest starts")]
    [Given("the guest starts")]
    public Task WhenTheGuestStarts() => bed.InitialiseDriverAsync();

    [When("the host asks for the free pages")]
    [Given("the host asks for the free pages")]
    public async Task WhenTheHostAsks()
    {
        if (!bed.IsHandDriven)
        {
            bed.ListFreePages();
            bed.When<ChainAvailable>(e => e.Content is FreePageAnswer, _ => (_free, _freeFrames) = (bed.ListFreePages(), bed.Guest.Allocator.FreePages()));
        }
        await PollAsync();
        await PollAsync();
    }

    [When("the host asks for the free pages {int} times")]
    public async Task WhenTheHostAsks(int times)
    {
        for (int i = 0; i < times; i++) await WhenTheHostAsks();
    }

    [When("the host is polled {int} times")]
    public async Task WhenTheHostIsPolled(int times)
    {
        for (int i = 0; i < times; i++) await PollAsync();
    }

    [When("the host is polled until the answer is there")]
    public async Task WhenTheHostIsPolledToTheEnd()
    {
        for (int i = 0; i < 100 && _polls.LastOrDefault() != FreePagePoll.Done; i++) await PollAsync();
    }

    [Given("a first request")]
    public Task GivenAFirstRequest() => WhenTheHostAsks();

    [Given("a reset of the device")]
    public async Task GivenAReset()
    {
        await bed.Driver.UnbindAsync(bed.Cancellation);
        await bed.Driver.BindAsync(bed.Cancellation);
    }

    [Given("a migration")]
    public async Task GivenAMigration()
    {
        await bed.MigrateAsync(Migration.MigrationFilter.Bitmap);
        bed.ResumeAtSource();
    }

    [Given("a request that was called off")]
    public async Task GivenARequestThatWasCalledOff()
    {
        bed.Device.FreePageBitmap.Poll(out _);
        bed.Device.FreePageBitmap.GiveUp();
        await bed.SettleAsync();
    }

    [Then("the host offers bit {int}")]
    public void ThenTheHostOffers(int bit)
    {
        var offered = bed.Events.OfType<FeaturesOffered>().First().Features;
        StepFailureException.Unless(offered.Has(bit), $"bit {bit}", offered.ToString(Dialect.Bitmap));
    }

    [Then("free_pages is queue {int}")]
    public void ThenFreePagesIsQueue(int index)
    {
        var configured = bed.Events.OfType<QueueConfigured>().Where(e => e.Queue == BalloonQueue.FreePage).ToList();
        StepFailureException.Unless(configured.Count == 1 && configured[0].Index == index, $"queue {index}", string.Join(' ', configured.Select(c => c.Index)));
    }

    [Then("no queue has a number above {int}")]
    public void ThenNoQueueIsAbove(int index)
    {
        int highest = bed.Events.OfType<QueueConfigured>().Max(e => e.Index);
        StepFailureException.Unless(highest <= index, $"at most {index}", $"{highest}");
    }

    [Then("the guest does not touch queue {int}")]
    public void ThenTheQueueIsLeftAlone(int index)
    {
        var touched = bed.Events.FirstOrDefault(e => e switch
        {
            QueueConfigured q => q.Index == index,
            QueueEnabled q => q.Index == index,
            DeviceNotified n => n.Index == index,
            ChainAvailable { Queue: BalloonQueue.FreePage } => true,
            _ => false,
        });
        StepFailureException.Unless(touched is null, $"no touch of queue {index}", $"#{touched?.Sequence} {touched}");
    }

    [Then("one buffer of {int} bytes is primed")]
    public async Task ThenOneBufferIsPrimed(int bytes)
    {
        await bed.SettleAsync();
        var primed = Chains().Where(c => c.Content is PrimedBuffer).ToList();
        int returned = bed.Events.OfType<ChainUsed>().Count(e => e.Content is FreePageRequest);
        StepFailureException.UnlessEqual(1, primed.Count - returned, "primed buffers");
        StepFailureException.UnlessEqual((ulong)bytes, ((PrimedBuffer)primed[^1].Content).Bytes, "bytes of the buffer");
    }

    [Then("one buffer of {int} bytes is primed again, as a chain of its own")]
    public async Task ThenTheBufferIsPrimedAgain(int bytes)
    {
        await ThenOneBufferIsPrimed(bytes);
        StepFailureException.UnlessEqual(2, Chains().Count(c => c.Content is PrimedBuffer), "times that a buffer was primed");
        StepFailureException.UnlessEqual(1, Chains().Count(c => c.Content is FreePageAnswer), "answers");
    }

    [Then("answer and buffer share one notification")]
    public void ThenTheyShareOneNotification()
    {
        long asked = bed.Events.OfType<ChainUsed>().First(e => e.Content is FreePageRequest).Sequence;
        int kicks = bed.Events.OfType<DeviceNotified>().Count(e => e.Sequence > asked && e.Queue == BalloonQueue.FreePage);
        StepFailureException.UnlessEqual(1, kicks, "notifications");
    }

    [Then("the primed buffer comes back with used length {int} and lowmem {number}")]
    public void ThenThePrimedBufferComesBack(int length, ulong lowmem)
    {
        var used = bed.Events.OfType<ChainUsed>().First(e => e.Queue == BalloonQueue.FreePage);
        StepFailureException.UnlessEqual((uint)length, used.Length, "used length");
        StepFailureException.UnlessEqual($"{lowmem:x}", used.Content is FreePageRequest request ? $"{request.LowMemory:x}" : "nothing", "lowmem");
    }

    [Then("the guest was asked once")]
    public async Task ThenTheGuestWasAskedOnce()
    {
        await bed.SettleAsync();
        StepFailureException.UnlessEqual(1, Requests(), "requests");
    }

    [Then("the guest was not asked")]
    public void ThenTheGuestWasNotAsked() => StepFailureException.UnlessEqual(0, Requests(), "requests");

    [Then("the poll says unsupported")]
    public void ThenThePollSaysUnsupported() => StepFailureException.UnlessEqual(FreePagePoll.Unsupported, _polls[^1], "poll");

    [Then("the request went from not started to started to done and back")]
    public void ThenTheRequestWentThroughItsStates()
    {
        var states = bed.Events.OfType<FreePageRequestChanged>().Select(e => e.State).ToList();
        BitmapRequestState[] expected = [BitmapRequestState.Started, BitmapRequestState.Done, BitmapRequestState.NotStarted];
        StepFailureException.Unless(states.SequenceEqual(expected), string.Join(", ", expected), string.Join(", ", states));
    }

    [Then("the polls said pending, then done")]
    public void ThenThePollsSaidPendingThenDone()
    {
        var said = _polls.Where((p, i) => i == 0 || _polls[i - 1] != p).ToList();
        StepFailureException.Unless(said.SequenceEqual([FreePagePoll.Pending, FreePagePoll.Done]), "Pending, Done", string.Join(", ", said));
    }

    [Then("the guest answers")]
    public void ThenTheGuestAnswers() => StepFailureException.Unless(_answer is not null, "an answer", "none");

    [Then("the answer is one readable chain with a bitmap of {int} bytes")]
    public void ThenTheAnswerIsOneChain(int bytes)
    {
        var chain = Chains().Single(c => c.Content is FreePageAnswer);
        var answer = (FreePageAnswer)chain.Content;
        StepFailureException.Unless(chain.Buffers.All(b => !b.IsDeviceWritable), "readable buffers only", "a writable one");
        StepFailureException.UnlessEqual((ulong)bytes, answer.BitmapBytes, "length field");
        StepFailureException.UnlessEqual((ulong)bytes, answer.CarriedBytes, "bytes of bitmap");
    }

    [Then("exactly the free pages of the guest are set")]
    public void ThenExactlyTheFreePagesAreSet()
    {
        var said = Answer().Pages ?? PageSet.Empty;
        var missing = _free.Except(said);
        StepFailureException.Unless(said.Except(_free).Count == 0, "free pages only", $"{said.Except(_free)} too");
        StepFailureException.Unless(missing.Count == 0, "all free pages", $"without {missing}");
    }

    [Then("no canary is among them")]
    public void ThenNoCanaryIsAmongThem()
    {
        var canaries = bed.RamPagesOf(_canaries!.Pages);
        StepFailureException.Unless((Answer().Pages ?? PageSet.Empty).Intersect(canaries).Count == 0, "no canary", "a canary is said to be free");
    }

    [Then("what is free from 4 GiB on is set from page {number} on")]
    public void ThenHighPagesAreSet(ulong firstPage)
    {
        var high = PageSet.Of(_freeFrames.Where(r => r.First >= FirstHigh).Select(r => r with { First = r.First - FirstHigh + firstPage }));
        var said = (Answer().Pages ?? PageSet.Empty).Intersect(PageSet.Of(new PageRun(firstPage, (bed.Machine.Size >> PageRun.PageShift) - firstPage)));
        StepFailureException.Unless(said.Count > 0, $"pages from 0x{firstPage:x} on", "none");
        StepFailureException.UnlessEqual(high, said, "pages");
    }

    [Then("every answer comes back with used length {int}")]
    public async Task ThenEveryAnswerComesBack(int length)
    {
        await bed.SettleAsync();
        var answers = Chains().Count(c => c.Content is FreePageAnswer);
        var returned = bed.Events.OfType<ChainUsed>().Where(e => e.Queue == BalloonQueue.FreePage && e.Content is not FreePageRequest).ToList();
        StepFailureException.UnlessEqual(answers, returned.Count, "returned answers");
        StepFailureException.Unless(returned.All(e => e.Length == length), $"used length {length}", string.Join(' ', returned.Select(e => e.Length).Distinct()));
    }

    private async Task BootAsync()
    {
        await bed.BootGuestAsync(WorkloadKind.Idle);
        StepFailureException.Unless(bed.IsInOperation, "a guest in operation", "it is not");
    }

    private async Task PollAsync()
    {
        var poll = bed.Device.FreePageBitmap.Poll(out var free);
        _polls.Add(poll);
        _answer = free ?? _answer;
        await bed.SettleAsync();
    }

    private int Requests() => bed.Events.OfType<ChainUsed>().Count(e => e.Content is FreePageRequest);

    private FreePageAnswer Answer() => (FreePageAnswer)Chains().Last(c => c.Content is FreePageAnswer).Content;

    private IEnumerable<ChainAvailable> Chains() => bed.Events.OfType<ChainAvailable>().Where(e => e.Queue == BalloonQueue.FreePage);
}
