using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Golden;

internal sealed partial record GoldenLine
{
    private static IEnumerable<GoldenToken> MigrationWords(TraceEvent e) => e switch
    {
        MachineBuilt m => Say($"machine {m.Type} ram 0x{m.RamSize:x} lowmem 0x{m.LowMemory:x} below 0x{m.Below4G:x} above 0x{m.Above4G:x}"),
        AddressProbed p => Say($"probe 0x{p.Address:x} {(p.RamOffset is { } offset ? $"offset 0x{offset:x}" : "nothing")}"),
        MigrationSetUp s => Say($"setup attempt {s.Attempt} filter {s.Filter} ram {s.RamPages} marked {s.MarkedPages} bitmap {s.BitmapPages}"),
        LoggingStarted => Say("logging"),
        FreePagesAsked { CommandId: { } id } => [new("asks"), Id(id)],
        FreePagesAsked => Say("asks"),
        FreePagesAnswered a => [new("answered"), new($"{a.Pages}", "free")],
        FreePagesGivenUp g => Say($"gives-up {g.Reason}"),
        FilterApplied f => [new("filter"), new("free"), new($"{f.FreePages}", "free"), new("cleared"), new($"{f.ClearedPages}", "cleared")],
        BitmapSynchronised s => [.. Say($"synchronised {s.Round} moved"), new($"{s.MovedPages}", "moved")],
        RoundStarted r => [.. Say($"round {r.Round} dirty"), new($"{r.DirtyPages}", "dirty")],
        RoundEnded r => [.. Say($"round {r.Round} sent data"), new($"{r.DataCount}", "data"), new("zero"), new($"{r.ZeroCount}", "zero")],
        Switchover s => [new("switchover"), new($"{s.DirtyPages}", "dirty")],
        MigrationCompleted c => [.. Say("completed rounds"), new($"{c.Rounds}", "rounds"), new("skipped"), new($"{c.SkippedPages}", "skipped")],
        MigrationCancelled => Say("cancelled"),
        MigrationFailed => Say("failed"),
        DestinationVerified v => Say($"destination {v.What} wrong {v.Wrong.Pages}"),
        DriverDescribed d => Say($"driver {(d.IsTransitional ? "transitional" : "modern")}"),
        GuestDescribed g => Say($"guest {(g.InitialisesOnFree ? "zeroes" : g.PoisonsFreePages ? "poisons" : "plain")}"),
        SourceVerified v => Say($"source {v.What} wrong {v.Wrong.Pages}"),
        MemoryWritten w => [.. Say($"written {w.By.ToString().ToLowerInvariant()}"), new($"{w.Pages.Pages}", "pages")],
        FreePagesListed f => [new("free"), new($"{f.Pages.Pages}", "free")],
        HintedPagesKeptOut k => [.. Say("saved"), new($"{k.Pages}", "pages")],
        WorkloadChanged w => Say($"workload {w.Workload} {(w.IsRunning ? "runs" : "ends")}"),
        _ => Say("event"),
    };
}
