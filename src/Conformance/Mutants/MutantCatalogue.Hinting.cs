using Ballast.Conformance.Mutants.Hinting;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Hinting() =>
    [
        Driver<ShortensCommands>("shortens-commands", "sends commands of 2 bytes", "driver.balloon.hinting.1", "driver.balloon.hinting.2"),
        Driver<HintsWithoutId>("hints-without-id", "opens its rounds with pages", "driver.balloon.hinting.2"),
        Driver<SendsIdTwice>("sends-id-twice", "opens each round with its id twice", "driver.balloon.hinting.3"),
        Driver<ReopensOnAnyChange>("reopens-on-any-change", "takes a resize for a new round of the same id", "driver.balloon.hinting.3"),
        Driver<AnswersNothing>("answers-nothing", "offers no page", "driver.balloon.hinting.4"),
        Driver<GoesOnAfterStop>("goes-on-after-stop", "offers pages while STOP is shown", "driver.balloon.hinting.5"),
        Driver<NeverEnds>("never-ends", "does not end its rounds", "driver.balloon.hinting.6"),
        Driver<EndsWithDone>("ends-with-done", "ends its rounds with DONE", "driver.balloon.hinting.6"),
        Driver<TakesBackAsIs>("takes-back-as-is", "takes hinted pages back before DONE and does not initialise them", "driver.balloon.hinting.9") with
        {
            Link = "https://github.com/rcore-os/virtio-drivers/pull/251",
        },
        Driver<KeepsHintedPages>("keeps-hinted-pages", "releases nothing on DONE", "driver.balloon.hinting.10"),
        Device("is-never-idle", parts => new DeviceThatIsNeverIdle(parts), "shows a command id though nobody migrates", "device.balloon.hinting.1"),
        Device("never-shows-stop", parts => new DeviceThatNeverShowsStop(parts), "goes on showing the id of a stopped round", "device.balloon.hinting.1"),
        Source("never-stops-hints", parts => new SourceThatNeverStopsHints(parts), "synchronises the log while hints are asked for", "device.balloon.hinting.1"),
        Device("never-counts", parts => new DeviceThatNeverCounts(parts), "counts no further: every round gets the id of the first", "device.balloon.hinting.2"),
        Device("takes-any-hint", parts => new DeviceThatTakesAnyHint(parts), "takes pages under whatever id", "device.balloon.hinting.3"),
        Device("restarts-from-stop", parts => new DeviceThatRestartsFromStop(parts), "begins a stopped round again when its id is repeated", "device.balloon.hinting.3") with
        {
            Link = QemuCommit + "20a4da0f23",
        },
        Device("starts-unasked", parts => new DeviceThatStartsUnasked(parts), "takes late hints for those of the next round", "device.balloon.hinting.3") with
        {
            Link = QemuCommit + "1a83e0b9c4",
        },
        Device("shows-stop-early", parts => new DeviceThatShowsStopEarly(parts), "shows STOP while it takes hints", "device.balloon.hinting.3") with
        {
            Link = "https://gitlab.com/qemu-project/qemu/-/blob/v10.0.0/hw/virtio/virtio-balloon.c",
        },
        Device("discards-on-receipt", parts => new DeviceThatDiscardsOnReceipt(parts), "discards hinted pages though they may be in use again", "device.balloon.hinting.4") with
        {
            Link = "https://github.com/firecracker-microvm/firecracker/blob/main/docs/ballooning.md",
        },
        Device("discards-after-done", parts => new DeviceThatDiscardsAfterDone(parts), "discards hinted pages after DONE", "device.balloon.hinting.5"),
        Device("ends-with-stop", parts => new DeviceThatEndsWithStop(parts), "shows STOP where it should show DONE", "device.balloon.hinting.6"),
        Device("ends-silently", parts => new DeviceThatEndsSilently(parts), "shows DONE without a notification", "device.balloon.hinting.6"),
        Source("is-done-on-success", parts => new SourceThatIsDoneOnSuccess(parts), "forgets DONE after a cancel or a failure",
            "device.balloon.hinting.1", "device.balloon.hinting.6") with
        {
            Link = QemuCommit + "dd8eeb9671",
        },
    ];
}
