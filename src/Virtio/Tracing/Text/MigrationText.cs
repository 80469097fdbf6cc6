using System.Globalization;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Virtio.Tracing.Text.ContentText;

namespace Ballast.Virtio.Tracing.Text;

/// <summary>What events of the machine, the migration and the suite say.</summary>
internal static class MigrationText
{
    public static (string What, string Details) Of(TraceEvent e) => e switch
    {
        MachineBuilt built => ("built", $"{built.Type}, {ByteCount.ToText(built.RamSize)} of RAM: {ByteCount.ToText(built.Below4G)} below 4 GiB, "
            + $"{ByteCount.ToText(built.Above4G)} above, low memory 0x{built.LowMemory:x}, {built.Blocks.Count} blocks"),
        AddressProbed probed => ("probes", $"0x{probed.Address:x}: "
            + (probed.RamOffset is { } offset ? $"RAM offset 0x{offset:x}" : "no RAM") + (probed.Written ? ", written" : ", not written")),
        FreePageRequestChanged changed => ("request", $"{changed.Request} {TraceNames.RequestStates[changed.State]}"),
        FreePagesPolled polled => ("poll", TraceNames.Polls[polled.Outcome]),
        PagesHinted hinted => ("takes hint", $"0x{hinted.Address:x} + {ByteCount.ToText(hinted.Length)}, {Pages(hinted.Dropped)} dropped"),
        FreePagesAsked { CommandId: { } id } => ("asks", $"hints under command id {id}"),
        FreePagesAsked => ("asks", "bitmap of free pages"),
        FreePagesAnswered answered => ("has answer", $"{Pages(answered.Pages)} free"),
        FreePagesGivenUp given => ("gives up", $"{given.Reason}, after {Seconds(given.Waited)}"),
        FilterApplied applied => ("filters", $"{Pages(applied.FreePages)} free, {Pages(applied.ClearedPages)} not sent"),
        MigrationSetUp setUp => ("set up", $"attempt {setUp.Attempt}, filter {setUp.Filter}, {Pages(setUp.RamPages)}, {setUp.MarkedPages} marked, "
            + $"{setUp.BitmapPages} in the bitmap{(setUp.BytesPerSecond is { } rate ? $", {ByteCount.ToText(rate)}/s" : "")}"),
        LoggingStarted => ("logging", "starts"),
        BitmapSynchronised moved => ("synchronises", $"round {moved.Round}, {Pages(moved.MovedPages)} moved, {moved.DirtyPages} dirty, {moved.LogPages} left in the log"),
        RoundStarted started => ("round", $"{started.Round} starts, {Pages(started.DirtyPages)} dirty"),
        RoundEnded ended => ("round", $"{ended.Round} ended, {Pages(ended.DataCount)} with data, {ended.ZeroCount} zero"),
        Switchover switchover => ("switchover", $"{Pages(switchover.DirtyPages)} dirty"),
        MigrationCompleted done => ("completed", $"{Seconds(done.Total)}, downtime {Seconds(done.Downtime)}, {ByteCount.ToText(done.TransferredBytes)}, "
            + $"{Pages(done.DataPages)} with data, {done.ZeroPages} zero, {done.SkippedPages} skipped, {done.Rounds} rounds"),
        MigrationCancelled => ("cancelled", ""),
        MigrationFailed failed => ("failed", failed.Reason),
        MemoryWritten written => ("writes memory", $"{Pages(written.Pages.Pages)} by the {TraceNames.Writers[written.By]}: {written.Pages}"),
        PagesWritten { Pages: [var only] } written => ("writes pages", $"{Pages(written.Count)} by the {TraceNames.Writers[written.By]}: frames {only.Frames} hold {only.Digest}"),
        PagesWritten written => ("writes pages", $"{Pages(written.Count)} by the {TraceNames.Writers[written.By]}: frames {PageSet.Of(written.Pages.SelectMany(c => c.Frames))}"),
        FreePagesListed listed => ("free pages", $"{listed.Pages.Pages} of {listed.TotalPages}"),
        WorkloadChanged changed => ("workload", $"{changed.Workload} {(changed.IsRunning ? "starts" : "ends")}"),
        GuestDescribed { InitialisesOnFree: true } => ("guest", "relies on free pages being zero"),
        GuestDescribed { PoisonsFreePages: true } => ("guest", "relies on free pages being poisoned"),
        DriverDescribed described => ("driver", described.IsTransitional ? "is transitional" : "knows no legacy interface"),
        HintedPagesKeptOut kept => ("saved", $"{Pages(kept.Pages)}, {ByteCount.ToText(kept.Bytes)}"),
        GuestDescribed => ("guest", "does not care what free pages hold"),
        SourceVerified verified => ("verifies source", Comparison(verified.What, verified.Pages, verified.Wrong)),
        DestinationVerified verified => ("verifies target", Comparison(verified.What, verified.Pages, verified.Wrong)),
        _ => throw new ArgumentException($"{e.GetType().Name} has no text", nameof(e)),
    };

    private static string Comparison(string what, ulong pages, PageSet wrong) =>
        $"{what}, {Pages(pages)}: {(wrong.Count == 0 ? "all right" : $"{wrong.Pages} wrong: {wrong}")}";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms");
}
