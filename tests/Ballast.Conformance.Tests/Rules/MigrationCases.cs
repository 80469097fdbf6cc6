using Ballast.Virtio;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class MigrationCases
{
    private const ulong Large = 8UL << 30 >> 12;
    private const ulong TenGigabit = 1_250_000_000;

    private static PageSet Free => Pages(100, 10);

    private static PageSet Rest => PageSet.Of(new PageRun(0, 100), new PageRun(110, Ram - 110));

    private static TraceEvent[] Answered =>
        [Machine(blocks: 2), .. Up(Feature.GetFreePages), SetsUp(), Logs, Primes(), Wants(), Asks(), Answers(Free), Returns(), HasAnswer(10)];

    private static TraceEvent[] Bulk => [.. Answered, Filters(10), Synchronises(Ram - 10), Round(1, Ram - 10)];

    private static TraceEvent[] Migrated => [.. Bulk, Sent(1, Rest), Completes(Ram - 10, 0, 10)];

    private static TraceEvent[] Unsupported => [SetsUp(), Logs, new FreePagesGivenUp("unsupported", TimeSpan.Zero), Synchronises(Ram), Round(1, Ram)];

    public static IEnumerable<RuleCase> All =>
    [
        Kept("machine.lowmem.1", "less RAM than splits", Machine(ram: 0xe000_0000 - 4096)),
        Kept("machine.lowmem.1", "split", Machine(ram: 0xe000_0000, low: 0xc000_0000)),
        Broken("machine.lowmem.1", "split too high", Machine(ram: 0xe000_0000)),
        Silent("machine.lowmem.1", "q35", Machine("q35", ram: 0xb000_0000, low: 0x8000_0000)),
        Kept("machine.lowmem.2", "split", Machine("q35", ram: 0xb000_0000, low: 0x8000_0000)),
        Broken("machine.lowmem.2", "split as i440fx does", Machine("q35", ram: 0xe000_0000, low: 0xc000_0000)),
        Silent("machine.lowmem.2", "max-ram-below-4g", Machine("q35", ram: 0xe000_0000, low: 0x4000_0000, maximum: 0x4000_0000)),
        Kept("machine.lowmem.3", "caps", Machine(ram: 0xe000_0000, low: 0x4000_0000, maximum: 0x4000_0000)),
        Kept("machine.lowmem.3", "above the split", Machine(ram: 0xe000_0000, low: 0xc000_0000, maximum: 0xf000_0000)),
        Broken("machine.lowmem.3", "does not cap", Machine(ram: 0xe000_0000, low: 0xc000_0000, maximum: 0x4000_0000)),
        Silent("machine.lowmem.3", "not set", Machine()),
        Kept("machine.lowmem.4", "as the map is", Machine(ram: 0xe000_0000, low: 0xc000_0000)),
        Broken("machine.lowmem.4", "forgotten", Machine(ram: 0xe000_0000, low: 0, below: 0xc000_0000)),
        Kept("machine.memory.1", "there and back", Machine(), new AddressProbed(4096, 4096, 4096, true)),
        Kept("machine.memory.1", "high RAM", Machine(ram: 0xe000_0000, low: 0xc000_0000), new AddressProbed(1UL << 32, 0xc000_0000, 1UL << 32, true)),
        Broken("machine.memory.1", "another offset", Machine(ram: 0xe000_0000, low: 0xc000_0000), new AddressProbed(1UL << 32, 1UL << 32, null, true)),
        Broken("machine.memory.1", "not back", Machine(), new AddressProbed(4096, 4096, 8192, true)),
        Kept("machine.memory.2", "the hole", Machine(ram: 0xe000_0000, low: 0xc000_0000), new AddressProbed(0xc000_0000, null, null, false)),
        Broken("machine.memory.2", "RAM in the hole", Machine(ram: 0xe000_0000, low: 0xc000_0000), new AddressProbed(0xc000_0000, 0xc000_0000, null, true)),
        Kept("migration.setup.1", "moved and counted", Migrated),
        Broken("migration.setup.1", "a full bitmap", SetsUp(bitmap: Ram)),
        Broken("migration.setup.1", "an unmarked log", SetsUp(marked: 0)),
        Broken("migration.setup.1", "miscounted", SetsUp(), Synchronises(Ram, 5)),
        Kept("migration.setup.2", "all again", SetsUp(), new MigrationCancelled(), SetsUp(attempt: 2), Completes(), Verifies("all")),
        Broken("migration.setup.2", "only what is marked", SetsUp(), new MigrationCancelled(), SetsUp(attempt: 2, marked: 5)),
        Broken("migration.setup.2", "a page lost", SetsUp(), new MigrationFailed("link"), SetsUp(attempt: 2), Completes(), Verifies("all", Pages(5))),
        Kept("migration.setup.2", "refused before set-up", new MigrationFailed("version"), SetsUp(), Completes(), Verifies("all")),
        Silent("migration.setup.2", "the first attempt", SetsUp(), Completes(), Verifies("all")),
        Kept("migration.filter.1", "first", Answered),
        Broken("migration.filter.1", "afterwards", SetsUp(), Wants(), Logs),
        Kept("migration.filter.2", "sent", [.. Answered, Wrote(Pages(105)), Round(1, 5), Sent(1, Rest.Union(Pages(105))), Completes()]),
        Broken("migration.filter.2", "filtered", [.. Answered, Wrote(Pages(105), DirtyClient.Device), Round(1, 5), Sent(1, Rest), Completes()]),
        Broken("migration.filter.2", "lost at the destination", [.. Answered, Wrote(Pages(105)), Completes(), Verifies("used", Pages(105))]),
        Silent("migration.filter.2", "no free page written", [.. Answered, Wrote(Pages(5)), Round(1, 5), Sent(1, Rest), Completes()]),
        Kept("migration.filter.3", "everything else", Migrated),
        Broken("migration.filter.3", "a page left out", [.. Bulk, Sent(1, Rest.Except(Pages(7))), Completes()]),
        Broken("migration.filter.3", "a late write left out", [.. Bulk, Sent(1, Rest), Wrote(Pages(7)), Completes()]),
        Kept("migration.filter.4", "not sent", Migrated),
        Broken("migration.filter.4", "sent as zero", [.. Bulk, Sent(1, Rest, Pages(105)), Completes()]),
        Silent("migration.filter.4", "a workload writes unseen", [new WorkloadChanged("churn", true), .. Bulk, Sent(1, Rest, Pages(105)), Completes()]),
        Kept("migration.filter.5", "zero", [.. Migrated, Verifies("free")]),
        Broken("migration.filter.5", "something", [.. Migrated, Verifies("free", Pages(105))]),
        Silent("migration.filter.5", "nothing filtered", SetsUp(), Completes(), Verifies("free")),
        Kept("migration.filter.6", "two blocks", [.. Migrated, Verifies("all")]),
        Broken("migration.filter.6", "a page of the second block left out", [.. Bulk, Sent(1, Rest.Except(Pages(800))), Completes(), Verifies("all")]),
        Silent("migration.filter.6", "one block", [.. Migrated, Machine(), Verifies("all")]),
        Kept("migration.filter.7", "dirty pages only", [.. Bulk, Sent(1, Rest), Round(2, 3), Sent(2, Pages(5, 3))]),
        Broken("migration.filter.7", "used twice", [.. Bulk, Filters(10)]),
        Broken("migration.filter.7", "more than was dirtied", [.. Bulk, Sent(1, Rest), Round(2, 3), Sent(2, Pages(5, 4))]),
        Kept("migration.filter.8", "whole", [.. Unsupported, Sent(1, Pages(0, Ram)), Completes(), Verifies("all")]),
        Broken("migration.filter.8", "filtered", [.. Unsupported, Filters(5)]),
        Broken("migration.filter.8", "a page left out", [.. Unsupported, Sent(1, Rest), Completes()]),
        Kept("migration.filter.9", "asked again", [.. Migrated, .. Answered[^8..], Filters(10)]),
        Broken("migration.filter.9", "an old answer", [.. Migrated, SetsUp(attempt: 2), Logs, Filters(10)]),
        Broken("migration.filter.9", "an old answer to a new question", [.. Migrated, SetsUp(attempt: 2), Logs, Wants(), HasAnswer(10), Filters(10)]),
        Silent("migration.filter.9", "one migration", Migrated),
        Kept("migration.outcome.1", "adds up", Migrated),
        Broken("migration.outcome.1", "pages that were not sent", [.. Bulk, Sent(1, Rest), Completes(5)]),
        Broken("migration.outcome.1", "downtime beyond the total", SetsUp(), Completes(milliseconds: 0.5)),
        Kept("migration.outcome.2", "intact", [.. Migrated, Verifies("canaries")]),
        Broken("migration.outcome.2", "damaged", [.. Migrated, Verifies("canaries", Pages(5))]),
        Silent("migration.outcome.2", "not looked at", Migrated),
        Kept("migration.outcome.3", "link time", Bench(7800, 320, 350, 400)),
        Broken("migration.outcome.3", "too slow", Bench(7800, 400, 350, 400)),
        Broken("migration.outcome.3", "more bytes", Bench(7800, 320, 401, 400)),
        Silent("migration.outcome.3", "a link without a rate", [SetsUp(), HasAnswer(10), Completes()]),
        Kept("migration.outcome.4", "falls", [.. Hogged, .. Bench(7800, 500, 350, 8000)]),
        Broken("migration.outcome.4", "hardly falls", [.. Hogged, .. Bench(7800, 6000, 350, 8000)]),
        Broken("migration.outcome.4", "many bytes", [.. Hogged, .. Bench(7800, 500, 3500, 8000)]),
        Silent("migration.outcome.4", "an idle guest", Bench(7800, 500, 350, 8000)),
    ];

    private static TraceEvent[] Hogged => [new WorkloadChanged("hog", true), new WorkloadChanged("hog", false)];

    private static TraceEvent[] Bench(ulong freeMiB, double milliseconds, ulong bytes, ulong plainBytes) =>
    [
        SetsUp("none", 1, Large, rate: TenGigabit), Completes(milliseconds: 7436, bytes: plainBytes),
        SetsUp("bitmap", 2, Large, rate: TenGigabit), HasAnswer(freeMiB * 256), Completes(milliseconds: milliseconds, bytes: bytes),
    ];
}
