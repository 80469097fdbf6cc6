using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Virtio.Tracing.Format;

/// <summary>What the suite did to provoke, and what it found in memory.</summary>
internal static class SuiteEvents
{
    public static EventFormat[] Formats { get; } =
    [
        new EventFormat<MemoryWritten>(
            "memory-written",
            (w, e) =>
            {
                w.Name<DirtyClient>("by", e.By, TraceNames.Writers);
                w.Runs("pages", e.Pages);
            },
            r => new(r.Name("by", TraceNames.Writers), r.Pages("pages"))),
        new EventFormat<PagesWritten>(
            "pages-written",
            (w, e) =>
            {
                w.Name<DirtyClient>("by", e.By, TraceNames.Writers);
                w.Array("pages", e.Pages, (c, content) =>
                {
                    c.Runs("frames", content.Frames);
                    c.Text("digest", content.Digest.ToString());
                });
            },
            r => new(r.Name("by", TraceNames.Writers), r.Array("pages", c => new PageContent(c.Pages("frames"), c.Digest("digest"))))),
        new EventFormat<FreePagesListed>(
            "free-pages-listed",
            (w, e) =>
            {
                w.Runs("pages", e.Pages);
                w.Number("totalPages", e.TotalPages);
            },
            r => new(r.Pages("pages"), r.Number("totalPages"))),
        new EventFormat<WorkloadChanged>(
            "workload-changed",
            (w, e) =>
            {
                w.Text("workload", e.Workload);
                w.Flag("running", e.IsRunning);
            },
            r => new(r.Text("workload"), r.Flag("running"))),
        new EventFormat<GuestDescribed>(
            "guest-described",
            (w, e) =>
            {
                w.Flag("initialisesOnFree", e.InitialisesOnFree);
                w.Flag("poisonsFreePages", e.PoisonsFreePages);
            },
            r => new(r.Flag("initialisesOnFree"), r.Flag("poisonsFreePages"))),
        new EventFormat<DriverDescribed>(
            "driver-described", (w, e) => w.Flag("transitional", e.IsTransitional), r => new(r.Flag("transitional"))),
        new EventFormat<HintedPagesKeptOut>(
            "hinted-pages-kept-out",
            (w, e) =>
            {
                w.Number("pages", e.Pages);
                w.Number("bytes", e.Bytes);
            },
            r => new(r.Number("pages"), r.Number("bytes"))),
        new EventFormat<SourceVerified>(
            "source-verified", (w, e) => Comparison(w, e.What, e.Pages, e.Wrong), r => new(r.Text("what"), r.Number("pages"), r.Pages("wrong"))),
        new EventFormat<DestinationVerified>(
            "destination-verified", (w, e) => Comparison(w, e.What, e.Pages, e.Wrong), r => new(r.Text("what"), r.Number("pages"), r.Pages("wrong"))),
    ];

    private static void Comparison(FieldWriter w, string what, ulong pages, PageSet wrong)
    {
        w.Text("what", what);
        w.Number("pages", pages);
        w.Runs("wrong", wrong);
    }
}
