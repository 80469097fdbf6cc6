using Ballast.Conformance.Mutants.Bitmap;
using Ballast.Conformance.Mutants.Negotiation;
using Ballast.Virtio;

namespace Ballast.Conformance.Mutants;

public static partial class MutantCatalogue
{
    // The defects of the series of 2016 have its mails for links.
    private static IEnumerable<Mutant> Bitmap() =>
    [
        Device("bit-3-hidden", parts => new DeviceThatOffers(parts, o => o.Without(Feature.GetFreePages)), "does not offer GET_FREE_PAGES", "bitmap.feature.1"),
        Driver<LeavesStatisticsQueueOut>("statistics-queue-left-out", "sets three queues up where STATS_VQ was not accepted", "bitmap.feature.2"),
        Driver<SetsUpFreePagesAnyway>("free-pages-anyway", "sets free_pages up though it does not accept GET_FREE_PAGES", "bitmap.feature.3"),
        Driver<PrimesTooMuch>("primes-too-much", "primes a buffer of 16 bytes at first", "bitmap.prime.1"),
        Driver<PrimesOnce>("primes-once", "primes no buffer again after an answer", "bitmap.prime.2"),
        Driver<NotifiesTwice>("notifies-twice", "notifies the device of the answer and again of the buffer", "bitmap.prime.3"),
        Device("asks-in-pages", parts => new DeviceThatAsksInPages(parts), "says where low memory ends in pages instead of bytes", "bitmap.request.1"),
        Device("asks-again", parts => new DeviceThatAsksAgain(parts), "asks whenever a buffer is primed, answered or not", "bitmap.request.2"),
        Driver<CountsFreeBytes>("counts-free-bytes", "says how many bytes are free where the number of pages belongs", "bitmap.answer.1"),
        Driver<NeedsOneBlock>("contiguous-allocation", "wants one contiguous block for its answer, and does not answer without", "bitmap.answer.1")
            with { Link = "https://lore.kernel.org/all/1457002019-15998-3-git-send-email-liang.z.li@intel.com/" },
        Device("needs-three-buffers", parts => new DeviceThatNeedsThreeBuffers(parts), "reads the parts of an answer by buffer instead of by byte", "bitmap.answer.2"),
        Driver<RoundsBitmapDown>("rounds-bitmap-down", "rounds the number of pages down to 64 instead of up", "bitmap.answer.3"),
        Driver<CountsFromOne>("counts-from-one", "sets the bit of the next page for each that is free", "bitmap.answer.4", "bitmap.answer.6"),
        Driver<MistakesTheHole>("mistakes-the-hole", "takes the hole to be one frame larger than it is", "bitmap.answer.5", "bitmap.answer.6"),
        Device("answer-never-returned", parts => new DeviceThatKeepsAnswers(parts), "never returns the chain of an answer", "bitmap.answer.7") with { Link = Series(3) },
        Device("unbounded-length", parts => new DeviceThatBelievesLengths(parts), "takes the length of the bitmap that the guest says", "bitmap.answer.8") with { Link = Series(3) },
        Device("unbounded-bits", parts => new DeviceThatBelievesBits(parts), "takes bits that stand for no page", "bitmap.answer.8"),
        Device("answer-when-not-started", parts => new DeviceThatTakesAnyAnswer(parts), "takes an answer that nobody asked for", "bitmap.answer.9") with { Link = Series(3) },
        Device("late-answer-taken", parts => new DeviceThatTakesLateAnswers(parts), "takes the answer to a request that was given up for that to the next", "bitmap.answer.10")
            with { Link = Series(3) },
        Device("holds-everything-up", parts => new DeviceThatHoldsEverythingUp(parts), "serves no queue while it waits for an answer", "bitmap.wait.2") with { Link = Series(5) },
        Device("unsynchronised-status", parts => new DeviceWithTornStatus(parts), "lets a started that comes late overwrite what followed", "bitmap.state.1") with { Link = Series(3) },
        Device("held-buffer-lost", parts => new DeviceThatLosesBuffer(parts), "has no primed buffer any more after a migration", "bitmap.state.2") with { Link = Series(3) },
    ];
}
