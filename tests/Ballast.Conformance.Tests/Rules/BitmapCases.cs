using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;
using Buffer = Ballast.Virtio.Rings.Buffer;

namespace Ballast.Conformance.Tests.Rules;

internal static class BitmapCases
{
    private const BitmapRequestState NotStarted = BitmapRequestState.NotStarted;
    private const BitmapRequestState Started = BitmapRequestState.Started;
    private const BitmapRequestState Done = BitmapRequestState.Done;

    private static TraceEvent[] Primed => [Machine(), .. Up(Feature.GetFreePages), Primes()];

    private static TraceEvent[] Asked => [.. Primed, Request(1, Started), Asks()];

    private static TraceEvent[] Exchanged =>
        [.. Asked, Answers(Pages(100, 10)), Request(1, Done), Returns(), Primes(), Request(1, NotStarted), new FreePagesPolled(FreePagePoll.Done), HasAnswer(10)];

    private static TraceEvent[] GivenUp => [.. Asked, Request(1, NotStarted), Request(2, Started)];

    private static TraceEvent Split(params Buffer[] buffers) =>
        Chain(BalloonQueue.FreePage, new FreePageAnswer(10, Ram / 8, Ram / 8, Pages(100, 10)), buffers);

    public static IEnumerable<RuleCase> All =>
    [
        Kept("bitmap.feature.1", "offered", Offers(32, 3)),
        Broken("bitmap.feature.1", "not offered", Offers(32)),
        Kept("bitmap.feature.2", "four queues", Up(Feature.GetFreePages)),
        Broken("bitmap.feature.2", "three queues", [.. Negotiated(Feature.GetFreePages), Queue(0), Queue(1), Queue(3), Writes(Ready)]),
        Silent("bitmap.feature.2", "bit 3 declined", Up()),
        Kept("bitmap.feature.3", "left alone", [.. Negotiated(), Queue(0), Queue(1), Writes(Ready)]),
        Broken("bitmap.feature.3", "set up", Up()),
        Silent("bitmap.feature.3", "bit 3 accepted", Up(Feature.GetFreePages)),
        Kept("bitmap.prime.1", "8 bytes", Primed),
        Broken("bitmap.prime.1", "4 bytes", [.. Up(Feature.GetFreePages), Primes(bytes: 4)]),
        Broken("bitmap.prime.1", "two of them", [.. Primed, Primes(2)]),
        Broken("bitmap.prime.1", "none", [.. Up(Feature.GetFreePages), Request(1, Started), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1))]),
        Silent("bitmap.prime.1", "nobody asks", Up(Feature.GetFreePages)),
        Kept("bitmap.prime.2", "primed again", Exchanged),
        Broken("bitmap.prime.2", "not primed again", [.. Asked, Answers(), Returns()]),
        Broken("bitmap.prime.2", "in the answer's chain", [.. Asked, Chain(BalloonQueue.FreePage, new Opaque(24, 8), Readable(24), Writable(8))]),
        Silent("bitmap.prime.2", "a reset in between", [.. Asked, Answers(), Returns(), new DeviceReset()]),
        Kept("bitmap.prime.3", "one notification", [.. Asked, new DeviceNotified(3, BalloonQueue.FreePage), Answers(), Returns(), Primes()]),
        Broken("bitmap.prime.3", "two", [.. Asked, Answers(), Returns(), new DeviceNotified(3, BalloonQueue.FreePage), Primes()]),
        Broken("bitmap.prime.3", "two, of which the second finds nothing",
            [.. Asked, new DeviceNotified(3, BalloonQueue.FreePage), Answers(), Returns(), Primes(), new DeviceNotified(3, BalloonQueue.FreePage)]),
        Kept("bitmap.request.1", "lowmem", Asked),
        Broken("bitmap.request.1", "another number", [.. Primed, Asks(lowMemory: 0xc000_0000)]),
        Broken("bitmap.request.1", "4 bytes", [.. Primed, Used(BalloonQueue.FreePage, 1, 4, new FreePageRequest(0xe000_0000))]),
        Silent("bitmap.request.1", "a buffer returned unused", [.. Primed, Returns(1)]),
        Kept("bitmap.request.2", "one request, one answer", Exchanged),
        Broken("bitmap.request.2", "two requests", [.. Asked, Primes(), Asks()]),
        Kept("bitmap.request.2", "bit 3 declined, and the poll says so", [.. Up(), new FreePagesPolled(FreePagePoll.Unsupported)]),
        Broken("bitmap.request.2", "bit 3 declined", [.. Up(), Primes(), Asks()]),
        Kept("bitmap.request.3", "given up", [.. Up(Feature.GetFreePages), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1))]),
        Kept("bitmap.request.3", "primed late", [.. Up(Feature.GetFreePages), Wants(), Primes(), Asks()]),
        Broken("bitmap.request.3", "waits for ever", [.. Up(Feature.GetFreePages), Wants()]),
        Kept("bitmap.request.3", "goes on", [.. Up(Feature.GetFreePages), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1)), Round(1, Ram)]),
        Broken("bitmap.request.3", "fails after giving up",
            [.. Up(Feature.GetFreePages), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1)), new MigrationFailed("no buffer")]),
        Broken("bitmap.request.3", "fails", [.. Up(Feature.GetFreePages), Wants(), new MigrationFailed("no buffer")]),
        Kept("bitmap.answer.1", "three parts", Exchanged),
        Broken("bitmap.answer.1", "a length that lies", [.. Asked, Answers(carried: 64)]),
        Broken("bitmap.answer.1", "too short", [.. Asked, Chain(BalloonQueue.FreePage, new Opaque(8, 0), Readable(8))]),
        Broken("bitmap.answer.1", "primed again instead", [.. Asked, Primes()]),
        Silent("bitmap.answer.1", "asked with another lowmem", [.. Primed, Asks(lowMemory: 0xc000_0000), Primes()]),
        Silent("bitmap.answer.1", "a reset instead", [.. Asked, new DeviceReset(), .. Up(Feature.GetFreePages), Primes()]),
        Kept("bitmap.answer.2", "one byte apart", [.. Asked, Split(Readable(1), Readable(143)), Request(1, Done), Returns(1)]),
        Broken("bitmap.answer.2", "refused", [.. Asked, Split(Readable(1), Readable(143)), Refuses("bitmap.answer.1")]),
        Broken("bitmap.answer.2", "misread", [.. Asked, Split(Readable(1), Readable(143)), HasAnswer(3)]),
        Silent("bitmap.answer.2", "the usual three", Exchanged),
        Kept("bitmap.answer.3", "as RAM needs", Exchanged),
        Broken("bitmap.answer.3", "a word too long", [.. Asked, Answers(bytes: Ram / 8 + 8)]),
        Silent("bitmap.answer.3", "RAM is not known", [.. Up(Feature.GetFreePages), Primes(), Asks(), Answers()]),
        Kept("bitmap.answer.4", "what the allocator lists", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(100, 10))]),
        Broken("bitmap.answer.4", "shifted", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(101, 10)), Lists(Pages(100, 10))]),
        Silent("bitmap.answer.4", "nobody lists", Exchanged),
        Kept("bitmap.answer.5", "shifted down", High(Pages(600, 10))),
        Broken("bitmap.answer.5", "not shifted", High(Pages(700, 10))),
        Silent("bitmap.answer.5", "no RAM above 4 GiB", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(100, 10))]),
        Kept("bitmap.answer.6", "free before or after", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(100, 12)), Lists(Pages(105, 10))]),
        Broken("bitmap.answer.6", "in use all the time", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(100, 20)), Lists(Pages(105, 10))]),
        Silent("bitmap.answer.6", "listed on one side only", [.. Primed, Lists(Pages(100, 10)), Asks(), Answers(Pages(100, 10))]),
        Kept("bitmap.answer.7", "length 0", Exchanged),
        Broken("bitmap.answer.7", "another length", [.. Asked, Answers(), Returns(2, 16)]),
        Broken("bitmap.answer.7", "never", [.. Asked, Answers()]),
        Kept("bitmap.answer.8", "refused", [.. Asked, Answers(bytes: 8), Refuses("bitmap.answer.3")]),
        Broken("bitmap.answer.8", "taken", [.. Asked, Answers(bytes: 8), Request(1, Done)]),
        Broken("bitmap.answer.8", "swallowed", [.. Asked, Answers(bytes: 8), Returns()]),
        Broken("bitmap.answer.8", "bits beyond the RAM taken", [.. Asked, Answers(Pages(Ram, 1)), Request(1, Done)]),
        Kept("bitmap.answer.9", "ignored", [.. Primed, Answers(), Returns()]),
        Broken("bitmap.answer.9", "taken", [.. Primed, Answers(), Request(1, Done)]),
        Broken("bitmap.answer.9", "not returned", [.. Primed, Answers()]),
        Kept("bitmap.answer.10", "settles nothing", [.. GivenUp, Answers(), Returns(), Primes(), Asks()]),
        Broken("bitmap.answer.10", "satisfies the next", [.. GivenUp, Answers(), Request(2, Done)]),
        Silent("bitmap.answer.10", "in time", Exchanged),
        Kept("bitmap.wait.1", "unfiltered", [SetsUp(), Logs, Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1)), Round(1, Ram)]),
        Kept("bitmap.wait.1", "cancelled", [SetsUp(), Wants(), new FreePagesGivenUp("cancelled", TimeSpan.Zero), new MigrationCancelled()]),
        Broken("bitmap.wait.1", "filtered", [SetsUp(), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1)), Filters(10)]),
        Broken("bitmap.wait.1", "for ever", [SetsUp(), Wants()]),
        Broken("bitmap.wait.1", "for a day", [SetsUp(), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromDays(1))]),
        Broken("bitmap.wait.1", "fails instead", [SetsUp(), Wants(), new FreePagesGivenUp("timeout", TimeSpan.FromSeconds(1)), new MigrationFailed("no answer")]),
        Silent("bitmap.wait.1", "the link is lost before", [SetsUp(), Wants(), new MigrationFailed("link")]),
        Silent("bitmap.wait.1", "answered", [SetsUp(), Wants(), HasAnswer(10), Round(1, Ram - 10)]),
        Kept("bitmap.wait.2", "served", Wants(), Inflates(8, 1), Inflated(), HasAnswer(1)),
        Broken("bitmap.wait.2", "held up", Wants().At(0), Inflates(8, 1).At(1), HasAnswer(1).At(900)),
        Broken("bitmap.wait.2", "not heard", Wants().At(1), new DeviceNotified(0, BalloonQueue.Inflate).At(2), HasAnswer(1).At(900), Inflates(8, 1).At(901)),
        Silent("bitmap.wait.2", "taken just before the answer", Wants(), Inflates(8, 1), HasAnswer(1), Inflated()),
        Kept("bitmap.state.1", "the whole course", Exchanged),
        Broken("bitmap.state.1", "a step left out", Request(1, Started), Request(1, NotStarted), Request(1, Done)),
        Broken("bitmap.state.1", "done without being done", Request(1, Started), new FreePagesPolled(FreePagePoll.Done)),
        Silent("bitmap.state.1", "given up", Request(1, Started), new FreePagesPolled(FreePagePoll.Pending), Request(1, NotStarted)),
        Kept("bitmap.state.2", "used after a cancelled request", [.. Primed, Request(1, Started), Request(1, NotStarted), Request(2, Started), Asks()]),
        Broken("bitmap.state.2", "lost", [.. Exchanged, Request(2, Started)]),
        Silent("bitmap.state.2", "the first request", Asked),
    ];

    private static TraceEvent[] High(PageSet reported) =>
        [Machine(low: 512 * 4096), .. Up(Feature.GetFreePages), Primes(), Lists(Pages(600, 10)), Asks(lowMemory: 512 * 4096), Answers(reported), Lists(Pages(600, 10))];
}
