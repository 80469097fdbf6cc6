using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Steps;

internal sealed partial class MigrationSteps
{
    [Then("set-up marks every page in the log and none in the migration bitmap")]
    public void ThenSetUpMarksEverything()
    {
        var setUp = bed.Events.OfType<MigrationSetUp>().Last();
        StepFailureException.UnlessEqual(setUp.RamPages, setUp.MarkedPages, "marked pages");
        StepFailureException.UnlessEqual(0UL, setUp.BitmapPages, "pages in the migration bitmap");
    }

    [Then("the first synchronisation moves every page and leaves the log empty")]
    public void ThenTheFirstSynchronisationMovesEverything()
    {
        var first = bed.Events.OfType<BitmapSynchronised>().First(e => e.Round == 1);
        StepFailureException.UnlessEqual(bed.Machine.Size >> PageRun.PageShift, first.MovedPages, "moved pages");
        StepFailureException.UnlessEqual(first.MovedPages, first.DirtyPages, "pages in the migration bitmap");
        StepFailureException.UnlessEqual(0UL, first.LogPages, "pages left in the log");
    }

    [Then("logging starts before the guest is asked for free pages")]
    public void ThenLoggingStartsFirst()
    {
        long logging = bed.Events.OfType<LoggingStarted>().First().Sequence;
        long asked = bed.Events.OfType<FreePagesAsked>().First().Sequence;
        StepFailureException.Unless(logging < asked, "logging, then the question", $"logging at #{logging}, the question at #{asked}");
    }

    [Then("the destination has what the {writer} wrote")]
    public void ThenTheDestinationHasWhatWasWritten(DirtyClient writer)
    {
        StepFailureException.Unless(bed.WrittenPages.Count > 0, "pages that were written", "none");
        var wrong = bed.UsesForeignDevice ? bed.VerifyDestination("written") : bed.VerifyDestination("written", bed.WrittenPages, Testbed.WrittenByte);
        StepFailureException.Unless(wrong.Count == 0, $"what the {writer.ToString().ToLowerInvariant()} wrote", $"{wrong.Pages} pages differ: {wrong}");
    }

    [Then("the destination has all that the guest uses")]
    public void ThenTheDestinationHasAllInUse()
    {
        var wrong = bed.VerifyDestination("used");
        StepFailureException.Unless(wrong.Count == 0, "every page that the guest uses", $"{wrong.Pages} RAM pages differ: {wrong}");
    }

    [Then("no page that was free and not written is in the stream")]
    public void ThenFreePagesAreNotSent()
    {
        var sent = Sent(e => true).Intersect(Untouched());
        StepFailureException.Unless(Untouched().Count > 0, "free pages that nobody wrote", "none");
        StepFailureException.Unless(sent.Count == 0, "no free page in the stream", $"{sent.Pages} pages: {sent}");
    }

    [Then("these pages read as zero at the destination")]
    public void ThenFreePagesReadAsZero()
    {
        var wrong = bed.VerifyDestination("free", Untouched(), 0);
        StepFailureException.Unless(wrong.Count == 0, "zero", $"{wrong.Pages} pages differ: {wrong}");
    }

    [Then("round 2 sends exactly these pages")]
    public void ThenRoundTwoSendsThesePages() =>
        StepFailureException.UnlessEqual(bed.WrittenPages, Sent(e => e.Round == 2), "pages of round 2");

    [Then("every page of RAM is in the stream")]
    public void ThenEverythingIsSent() => StepFailureException.UnlessEqual(bed.Machine.Size >> PageRun.PageShift, Sent(e => true).Pages, "pages sent");

    [Then("the guest was asked twice")]
    public void ThenTheGuestWasAskedTwice() => StepFailureException.UnlessEqual(2, bed.Events.OfType<ChainUsed>()
        .Count(e => e.Queue == BalloonQueue.FreePage && e.Content is FreePageRequest), "requests");

    [Then("the report has total time, downtime, transferred RAM, pages, zero pages, skipped pages and rounds")]
    public void ThenTheReportIsComplete()
    {
        var report = bed.Outcome.Statistics;
        StepFailureException.Unless(report.Total > TimeSpan.Zero && report.Downtime <= report.Total, "times", $"{report.Total}, {report.Downtime}");
        StepFailureException.Unless(report.TransferredBytes > report.DataPages * PageRun.PageSize, "bytes for every page", $"{report.TransferredBytes} bytes");
        StepFailureException.Unless(report.SkippedPages > 0 && report.DataPages > 0, "pages and skipped pages", $"{report.DataPages}, {report.SkippedPages}");
        StepFailureException.Unless(report.Rounds.Count >= 2, "at least two rounds", $"{report.Rounds.Count}");
    }

    [Then("pages, zero pages and skipped pages add up to all RAM and what was written meanwhile")]
    public void ThenTheReportAddsUp()
    {
        var report = bed.Outcome.Statistics;
        ulong later = bed.Events.OfType<BitmapSynchronised>().Where(e => e.Round > 1).Aggregate(0UL, (sum, e) => sum + e.MovedPages);
        StepFailureException.UnlessEqual((bed.Machine.Size >> PageRun.PageShift) + later, report.DataPages + report.ZeroPages + report.SkippedPages, "pages in all");
    }

    [Then("every canary is alive at the destination")]
    public void ThenEveryCanaryIsAlive()
    {
        var canaries = _canaries!.Pages;
        StepFailureException.Unless(canaries.Pages > 0, "canaries", "none");
        var wrong = bed.VerifyDestination("canaries", canaries);
        StepFailureException.Unless(wrong.Count == 0, "every canary", $"{wrong.Pages} are lost: {wrong}");
    }

    [Then("the second one takes at most 1.15 times the link's time for the pages in use plus 20 ms")]
    public void ThenItTakesLittleMoreThanTheLink()
    {
        ulong inUse = bed.RamPagesOf(bed.Guest.Allocator.UsedPages()).Pages;
        double link = inUse * PageRun.PageSize / TenGigabit;
        double limit = 1.15 * link + 0.020;
        StepFailureException.Unless(_filtered!.Total.TotalSeconds <= limit, $"at most {limit * 1000:0.0} ms", $"{_filtered.Total.TotalMilliseconds:0.0} ms");
    }

    [Then("it sends no more bytes than the first")]
    public void ThenItSendsNoMoreBytes() => StepFailureException.Unless(
        _filtered!.TransferredBytes <= _original!.TransferredBytes, $"at most {_original!.TransferredBytes} bytes", $"{_filtered!.TransferredBytes} bytes");

    [Then("total time falls by {float} times or more")]
    public void ThenTotalTimeFalls(double times)
    {
        double factor = _original!.Total / _filtered!.Total;
        StepFailureException.Unless(factor >= times, $"at least {times} times", $"{factor:0.0} times");
    }

    [Then("transferred RAM falls by {int} % or more")]
    public void ThenTransferredRamFalls(int percent)
    {
        double fall = 100 * (1 - (double)_filtered!.TransferredBytes / _original!.TransferredBytes);
        StepFailureException.Unless(fall >= percent, $"at least {percent} %", $"{fall:0.0} %");
    }

    // What the guest said is free, in its last answer or by hints that were taken, and nobody wrote since.
    private PageSet Untouched()
    {
        long start = bed.Events.OfType<MigrationSetUp>().Last().Sequence;
        var answer = bed.Events.OfType<ChainAvailable>().Where(e => e.Sequence > start).Select(e => e.Content).OfType<FreePageAnswer>().LastOrDefault();
        var hinted = bed.Events.OfType<PagesHinted>().Where(e => e.Sequence > start && e.Dropped == e.Length / PageRun.PageSize)
            .Select(e => new PageRun(e.Address >> PageRun.PageShift, e.Length >> PageRun.PageShift));
        return (answer?.Pages ?? bed.RamPagesOf(PageSet.Of(hinted))).Except(bed.WrittenPages);
    }

    private PageSet Sent(Func<RoundEnded, bool> which)
    {
        long start = bed.Events.OfType<MigrationSetUp>().Last().Sequence;
        return PageSet.Of(bed.Events.OfType<RoundEnded>().Where(e => e.Sequence > start && which(e))
            .SelectMany(e => (e.DataPages ?? PageSet.Empty).Concat(e.ZeroPages ?? PageSet.Empty)));
    }
}
