using Ballast.Conformance.Mutants.Balloon;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Balloon() =>
    [
        Declines("tells-no-host", Feature.MustTellHost, "never accepts MUST_TELL_HOST", "driver.balloon.features.1") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157" },
        Driver<WideFrameNumbers>("wide-frame-numbers", "sends frame numbers of 64 bits", "driver.balloon.inflate-deflate.1", "driver.balloon.inflate-deflate.11") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/commit/185f2823" },
        Driver<StopsHalfway>("stops-halfway", "inflates to half of the target", "driver.balloon.inflate-deflate.1"),
        Driver<EmptiesOnUnbind>("empties-on-unbind", "empties the balloon when it leaves, whatever the host wants", "driver.balloon.inflate-deflate.4") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/228" },
        Driver<DeflatesInSilence>("deflates-in-silence", "takes pages back without a word", "driver.balloon.inflate-deflate.6"),
        Driver<ReusesEarly>("reuses-early", "uses deflated pages at once, though the host wants to be told first", "driver.balloon.inflate-deflate.7") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157" },
        Driver<TakesBackInflating>("takes-back-inflating", "takes pages back under pressure whose inflate buffer is outstanding", "driver.balloon.inflate-deflate.9") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157" },
        Driver<DeflatesUnacknowledged>("deflates-unacknowledged", "deflates pages whose inflate is unacknowledged", "driver.balloon.inflate-deflate.10") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/pull/1157" },
        Driver<NeverSaysActual>("never-says-actual", "never writes actual", "driver.balloon.inflate-deflate.11"),
        Driver<TwoStatisticsBuffers>("two-statistics-buffers", "keeps two statistics buffers with the device", "driver.balloon.stats.1") with { Link = "https://github.com/firecracker-microvm/firecracker/issues/5566" },
        Driver<NoFirstStatistics>("no-first-statistics", "gives no first statistics buffer", "driver.balloon.stats.2") with { Link = "https://github.com/rcore-os/virtio-drivers/pull/251" },
        Driver<StatisticsOnce>("statistics-once", "gives statistics once and no more", "driver.balloon.stats.3") with { Link = "https://gitlab.com/qemu-project/qemu/-/commit/4a1e48beca" },
        Driver<FillsStatisticsWithOnes>("filler-statistics", "gives filler of ones instead of statistics", "driver.balloon.stats.4") with { Link = "https://github.com/virtio-win/kvm-guest-drivers-windows/blob/master/Balloon/sys/memstat.c" },
        Driver<OddStatisticsLength>("odd-statistics-length", "gives a byte more than its entries have", "driver.balloon.stats.5") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/45" },
        Driver<StatisticsInTurns>("statistics-in-turns", "gives other statistics each time", "driver.balloon.stats.8"),
        Driver<NeverPoisons>("never-poisons", "accepts PAGE_POISON and fills no deflated page", "driver.balloon.features.2", "driver.balloon.poison.1") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/240" },
        Driver<PoisonsEverySecond>("poisons-every-second", "fills every second deflated page with poison_val", "driver.balloon.poison.1"),
        Driver<WritesNoPoison>("writes-no-poison", "never writes poison_val", "driver.balloon.poison.2"),
        Driver<WritesPoisonOnce>("writes-poison-once", "writes poison_val the first time only", "driver.balloon.poison.2") with { Link = "https://github.com/oasis-tcs/virtio-spec/issues/245" },
        Driver<WritesPoisonAgain>("writes-poison-again", "writes poison_val once more while it drives the device", "driver.balloon.poison.3"),
        Device("discards-too-late", parts => new DiscardsTooLate(parts), "acknowledges an inflate buffer first and discards its pages then", "device.balloon.inflate-deflate.1") with { Link = "https://github.com/firecracker-microvm/firecracker/commit/ffe77023c" },
        Device("forgets-deflation", parts => new DiscardsWholeHostPages(parts), "discards pages again that were deflated, with their neighbours", "device.balloon.inflate-deflate.1") with { Link = "https://gitlab.com/qemu-project/qemu/-/commit/b27b323914" },
        Device("discards-deflated", parts => new DiscardsDeflated(parts), "discards pages some time after their deflate buffer was used", "device.balloon.inflate-deflate.2"),
        Device("refuses-unknown-statistics", parts => new RefusesUnknownStatistics(parts), "refuses a statistics buffer with a tag that it does not know", "device.balloon.stats.1") with { Link = "https://github.com/firecracker-microvm/firecracker/pull/5516" },
        Device("wants-statistics-in-order", parts => new WantsStatisticsInOrder(parts), "refuses statistics that do not ascend by tag", "device.balloon.stats.2"),
    ];
}
