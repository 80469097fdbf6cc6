using System.Buffers.Binary;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Migration;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Steps;

/// <summary>The bitmap dialect with a guest that a scenario drives by hand, to see what the host makes of it.</summary>
[Binding]
internal sealed class BitmapHandDrivenSteps(Testbed bed)
{
    private const ulong FirstFree = 16;
    private const int PrimedBytes = 8;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(2);

    private int _sent;
    private FreePagePoll _poll;
    private ulong[]? _taken;
    private MigrationStatus? _expectedEnd;

    private int RamPages => (int)(bed.Plan.RamSize >> PageRun.PageShift);

    private int BitmapBytes => (RamPages + 63) / 64 * 8;

    [Given("a hand-driven guest of the bitmap dialect with {size} of RAM")]
    public async Task GivenAHandDrivenGuest(ulong ram)
    {
        bed.Plan.RamSize = ram;
        Start();
        Prime();
        await bed.SettleAsync();
    }

    [Given("a guest of the bitmap dialect in operation that primes nothing")]
    public void GivenAGuestThatPrimesNothing()
    {
        bed.Plan.RamSize = 4UL << 20;
        Start();
    }

    [Given("a guest of the bitmap dialect in operation that does not answer")]
    public async Task GivenAGuestThatDoesNotAnswer()
    {
        GivenAGuestThatPrimesNothing();
        Prime();
        await bed.SettleAsync();
    }

    [Given("a guest of the bitmap dialect in operation that primes another buffer instead of answering")]
    public async Task GivenAGuestThatPrimesAgain()
    {
        await GivenAGuestThatDoesNotAnswer();
        bed.When<ChainUsed>(e => e.Content is FreePageRequest, _ => bed.Loop.Post(Prime));
    }

    [Given("a guest of the bitmap dialect in operation that answers with nonsense")]
    public async Task GivenAGuestThatAnswersNonsense()
    {
        await GivenAGuestThatDoesNotAnswer();
        bed.When<ChainUsed>(e => e.Content is FreePageRequest, _ => Answer(Header(0, ulong.MaxValue)));
    }

    [Given("a guest of the bitmap dialect in operation that is reset instead of answering")]
    public async Task GivenAGuestThatIsReset()
    {
        await GivenAGuestThatDoesNotAnswer();
        bed.When<ChainUsed>(e => e.Content is FreePageRequest, _ => bed.Loop.Post(bed.HandDriven.Reset));
    }

    [Given("a guest of the bitmap dialect that does not accept GET_FREE_PAGES")]
    public void GivenAGuestThatDoesNotAccept()
    {
        bed.Plan.RamSize = 4UL << 20;
        bed.HandDriven.Start(FeatureSet.Of(Feature.Version1, Feature.StatsVq));
    }

    [Given("the host gives the request up")]
    public async Task GivenTheHostGivesUp()
    {
        bed.Device.FreePageBitmap.GiveUp();
        await bed.SettleAsync();
    }

    [When("its RAM is migrated with the bitmap filter and the guest primes its buffer during the wait")]
    public Task WhenItIsMigratedAndPrimes()
    {
        bed.When<FreePagesAsked>(_ => true, _ => bed.Loop.Post(Prime));
        return MigrateAsync();
    }

    [When("the guest answers that pages 16 to 31 are free")]
    public Task WhenTheGuestAnswers() => WhenTheGuestAnswers(int.MaxValue);

    [When("the guest answers that pages 16 to 31 are free, in pieces of {int} byte(s)")]
    public async Task WhenTheGuestAnswers(int pieces)
    {
        Answer(GoodAnswer(), pieces);
        await bed.SettleAsync();
        await PollAsync();
    }

    [When("the guest's answer has a bitmap that is {int} bytes too long")]
    public Task WhenTheBitmapIsTooLong(int bytes) => AnswerAsync([.. Header(16, (ulong)(BitmapBytes + bytes)), .. new byte[BitmapBytes + bytes]]);

    [When("the guest's answer has a bitmap that is {int} bytes too short")]
    public Task WhenTheBitmapIsTooShort(int bytes) => AnswerAsync([.. Header(16, (ulong)(BitmapBytes - bytes)), .. new byte[BitmapBytes - bytes]]);

    [When("the guest's answer has a length field of 0")]
    public Task WhenTheLengthIsZero() => AnswerAsync([.. Header(16, 0), .. new byte[BitmapBytes]]);

    [When("the guest's answer has a length field of 2^63")]
    public Task WhenTheLengthIsHuge() => AnswerAsync([.. Header(16, 1UL << 63), .. new byte[BitmapBytes]]);

    [When("the guest's answer has a length field that is larger than the chain")]
    public Task WhenTheLengthIsLargerThanTheChain() => AnswerAsync([.. Header(16, (ulong)BitmapBytes), .. new byte[BitmapBytes / 2]]);

    [When("the guest's answer has bits beyond the RAM")]
    public async Task WhenBitsAreBeyondTheRam()
    {
        // One page less than a multiple of 64 leaves a bit in the last word that stands for no page.
        byte[] answer = GoodAnswer();
        answer[^1] |= 0x80;
        await AnswerAsync(answer);
    }

    [When("the guest's answer has only half of a header")]
    public Task WhenTheHeaderIsHalf() => AnswerAsync(new byte[PrimedBytes]);

    [When("the guest's answer has a device-writable bitmap")]
    public async Task WhenTheBitmapIsWritable()
    {
        var header = bed.HandDriven.Readable(Header(16, (ulong)BitmapBytes));
        ulong bitmap = bed.HandDriven.Allocate(BitmapBytes);
        _sent++;
        bed.HandDriven.Send(BalloonQueue.FreePage, [.. header, new Buffer(bitmap, (uint)BitmapBytes, IsDeviceWritable: true)]);
        await bed.SettleAsync();
        await PollAsync();
    }

    [When("its RAM is migrated with the bitmap filter")]
    public Task WhenItIsMigrated() => MigrateAsync();

    [When("its RAM is migrated with the bitmap filter and the guest inflates {int} pages during the wait")]
    public async Task WhenItIsMigratedAndInflates(int pages)
    {
        var frames = bed.FreshFrames(pages).Select(f => new PageRun(f % (uint)RamPages, 1)).ToArray();
        bed.When<FreePagesAsked>(_ => true, _ => bed.HandDriven.Send(BalloonQueue.Inflate, bed.HandDriven.Readable(BalloonMessages.PageFrames(frames))));
        await MigrateAsync();
        // What a device leaves lying during the wait it finds here.
        bed.ResumeAtSource();
        await bed.SettleAsync();
    }

    [When("its migration with the bitmap filter is cancelled while it waits")]
    public async Task WhenItIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        bed.When<ChainUsed>(e => e.Content is FreePageRequest, _ => cancel.Cancel());
        _expectedEnd = MigrationStatus.Cancelled;
        await MigrateAsync(cancel.Token);
    }

    [Then("the migration goes on unfiltered and says so")]
    public void ThenTheMigrationGoesOn()
    {
        StepFailureException.UnlessEqual(MigrationStatus.Completed, bed.Outcome.Status, "migration");
        StepFailureException.Unless(bed.Events.OfType<FreePagesGivenUp>().Any(), "free pages given up, with a reason", "nothing of the kind");
        StepFailureException.UnlessEqual(0UL, bed.Outcome.Statistics.SkippedPages, "skipped pages");
    }

    [Then("the wait was not longer than its limit")]
    public void ThenTheWaitWasBounded()
    {
        var waited = bed.Events.OfType<FreePagesGivenUp>().Last().Waited;
        StepFailureException.Unless(waited <= WaitLimit + TimeSpan.FromMilliseconds(1), $"at most {WaitLimit.TotalMilliseconds:0} ms", $"{waited.TotalMilliseconds:0} ms");
    }

    [Then("the migration ends as cancelled")]
    public void ThenTheMigrationIsCancelled() => StepFailureException.UnlessEqual(MigrationStatus.Cancelled, bed.Outcome.Status, "migration");

    [Then("the guest runs on")]
    public void ThenTheGuestRunsOn() => StepFailureException.Unless(!bed.Device.IsPaused, "a running guest", "it stands still");

    [Then("inflateq was served before the wait ended")]
    public void ThenInflateqWasServed()
    {
        long asked = bed.Events.OfType<FreePagesAsked>().First().Sequence;
        long ended = bed.Events.OfType<FreePagesGivenUp>().First().Sequence;
        StepFailureException.Unless(bed.Events.OfType<ChainUsed>().Any(e => e.Queue == BalloonQueue.Inflate && e.Sequence > asked && e.Sequence < ended),
            "a used inflate buffer during the wait", "none");
    }

    [Then("the host takes the answer, with {int} free pages")]
    public void ThenTheHostTakesTheAnswer(int pages)
    {
        StepFailureException.UnlessEqual(FreePagePoll.Done, _poll, "poll");
        StepFailureException.UnlessEqual(pages, _taken!.Sum(w => System.Numerics.BitOperations.PopCount(w)), "free pages");
        StepFailureException.UnlessEqual(0xffff0000UL, _taken![0], "the first word");
    }

    [Then("the answer is refused and comes back with used length {int}")]
    public void ThenTheAnswerIsRefused(int length)
    {
        ThenTheAnswerComesBack(length);
        StepFailureException.Unless(bed.Events.OfType<Refused>().Any(r => r.By == TraceActor.Device), "a refusal with a reason", "none");
        ThenTheHostHasNoFreePages();
    }

    [Then("the answer comes back with used length {int}")]
    public void ThenTheAnswerComesBack(int length)
    {
        var used = bed.Events.OfType<ChainUsed>().Where(e => e.Queue == BalloonQueue.FreePage && e.Content is not FreePageRequest).ToList();
        StepFailureException.UnlessEqual(_sent, used.Count, "answers that came back");
        StepFailureException.UnlessEqual((uint)length, used[^1].Length, "used length");
    }

    [Then("the host has no free pages")]
    public void ThenTheHostHasNoFreePages() => StepFailureException.Unless(_taken is null, "no free pages", "the host took the answer");

    [Then("the next request is answered as if nothing had been")]
    public async Task ThenTheNextRequestIsAnswered()
    {
        bed.Device.FreePageBitmap.GiveUp();
        Prime();
        await bed.SettleAsync();
        await PollAsync();
        Answer(GoodAnswer());
        await bed.SettleAsync();
        await PollAsync();
        ThenTheHostTakesTheAnswer(16);
    }

    private void Start() => bed.HandDriven.Start(FeatureSet.Of(Feature.Version1, Feature.StatsVq, Feature.GetFreePages));

    private void Prime() => bed.HandDriven.Send(BalloonQueue.FreePage, new Buffer(bed.HandDriven.Allocate(PrimedBytes), PrimedBytes, IsDeviceWritable: true));

    private void Answer(byte[] message, int pieces = int.MaxValue)
    {
        _sent++;
        bed.HandDriven.Send(BalloonQueue.FreePage, bed.HandDriven.Readable(message, pieces));
    }

    private async Task AnswerAsync(byte[] message)
    {
        Answer(message);
        await bed.SettleAsync();
        await PollAsync();
    }

    private async Task PollAsync()
    {
        _poll = bed.Device.FreePageBitmap.Poll(out var free);
        if (_poll == FreePagePoll.Done) _taken = free;
        await bed.SettleAsync();
    }

    private async Task MigrateAsync(CancellationToken cancellation = default)
    {
        bed.FillRam();
        await bed.MigrateAsync(MigrationFilter.Bitmap, options => options with { FreePageWait = WaitLimit }, cancellation: cancellation);
        if (_expectedEnd is null) StepFailureException.UnlessEqual(MigrationStatus.Completed, bed.Outcome.Status, "migration");
    }

    private byte[] GoodAnswer()
    {
        ulong[] bitmap = new ulong[BitmapBytes / sizeof(ulong)];
        for (ulong page = FirstFree; page < 32; page++) bitmap[page / 64] |= 1UL << (int)(page % 64);
        return BalloonMessages.FreePageAnswer(16, bitmap);
    }

    private static byte[] Header(ulong pages, ulong length)
    {
        byte[] header = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(header, pages);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), length);
        return header;
    }
}
