using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Peers.Qemu.Streams;
using Ballast.Peers.Tests.Qemu.Streams;
using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Tests.Tracing;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Content;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Cli.Tests;

[NonParallelizable]
public sealed class QemuStreamCheckTests
{
    private WorkFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new();
        Write("guest.trace.ndjson");
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task StreamThatHoldsWhatTheGuestHeld_Passes()
    {
        File.WriteAllBytes("good.mig", Stream());

        var answer = await Check("good.mig");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Output + answer.Error);
        Assert.That(answer.Output, Does.Contain("2 pages in use compared, 0 wrong").And.Contain("hinting saved 1 of 1 hinted pages: 4104 bytes"));
    }

    [Test]
    public async Task RemovedRecord_IsNamedWithItsHistory()
    {
        File.WriteAllBytes("cut.mig", Stream(sendsSecond: false));

        var answer = await Check("cut.mig");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(answer.Output, Does.Contain("BROKEN  migration.filter.3"));
        Assert.That(answer.Output, Does.Match(@"\nWRONG   page 0x3000, RAM offset 0x3000  migration\.filter\.3\n        is lost: [^\n]+\n          #2 +written by the guest: [0-9a-f]{32}\n          stream +never sent"));
    }

    [Test]
    public async Task ChangedByte_IsNamedWithItsHistory()
    {
        byte[] stream = Stream();
        stream[Array.LastIndexOf(stream, (byte)0xbb)]++;
        File.WriteAllBytes("odd.mig", stream);

        var answer = await Check("odd.mig");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.Unexpected));
        Assert.That(answer.Output, Does.Match(@"\nWRONG   page 0x3000, [^\n]+\n        holds [0-9a-f]{32}, and must hold [0-9a-f]{32}\n          #2 [^\n]+\n          byte \d+ +sent in PART section 1 \(ram\) with [0-9a-f]{32}\n"));
    }

    [Test]
    public async Task Json_FitsItsSchema()
    {
        File.WriteAllBytes("cut.mig", Stream(sendsSecond: false));

        var answer = await Shell.RunAsync("check", "--qemu-stream", "cut.mig", "--trace", "guest.trace.ndjson", "--json", "-");

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        var stream = json.RootElement.GetProperty("traces")[0].GetProperty("stream");
        Assert.That(JsonSchema.Load("fixtures/schemas/check.schema.json").Accepts(json.RootElement));
        Assert.That(stream.GetProperty("wrong")[0].GetProperty("address").GetString(), Is.EqualTo("0x3000"));
        Assert.That(stream.GetProperty("savedPages").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task CutStream_IsRefusedWithItsByte()
    {
        File.WriteAllBytes("cut.mig", Stream()[..5000]);

        var answer = await Check("cut.mig");

        Assert.That(answer.Error, Does.Match(@"^ballast: cut\.mig: byte 5000: [^\n]+\n$"));
        Assert.That(answer.Code, Is.EqualTo(ExitCode.WrongUse));
    }

    [Test]
    public async Task TraceOfAnotherMachine_IsRefused()
    {
        File.WriteAllBytes("other.mig", new StreamBuilder().Header().Start(("pc.ram", 0x8000)).End().Eof().ToArray());

        (await Check("other.mig")).AssertRefusal("the trace is of a machine with 16384 bytes of RAM, and block pc.ram of the stream has 32768");
    }

    [Test]
    public async Task StreamWithoutTrace_IsRefused() => (await Shell.RunAsync("check", "--qemu-stream", "x.mig")).AssertRefusal("no trace is named");

    [Test]
    public async Task TraceOptionAlone_IsRefused() =>
        (await Shell.RunAsync("check", "--trace", "x")).AssertRefusal("--trace goes with --qemu-stream; other traces are named without an option");

    private static Task<Answer> Check(string stream) => Shell.RunAsync("check", "--qemu-stream", stream, "--trace", "guest.trace.ndjson");

    // Page 0 in use, 1 zero, 2 hinted and skipped, 3 in use.
    private static byte[] Stream(bool sendsSecond = true) => new StreamBuilder().Header().Start(("pc.ram", 0x4000))
        .Part(p =>
        {
            p.Page("pc.ram", 0, 0xaa).Zero(null, 0x1000);
            if (sendsSecond) p.Page(null, 0x3000, 0xbb);
        })
        .End().Eof("""{"devices": []}""").ToArray();

    private static void Write(string name)
    {
        var header = new TraceHeader("test 1.0", TraceActor.Driver, "pci", "pc", 0x4000, Dialect.Hint, QueueNumbering.Offered);
        TraceEvent[] events =
        [
            new PagesWritten(DirtyClient.Guest, [new(Frame(0), Digest(0xaa)), new(Frame(2), Digest(0x11))]),
            new PagesWritten(DirtyClient.Guest, [new(Frame(3), Digest(0xbb))]),
            new ConfigurationRead(8, 0x80000001, 4),
            new ChainAvailable(BalloonQueue.FreePage, 0, [new(0x1000, 4, false)], new Command(new(0x80000001))),
            new ChainAvailable(BalloonQueue.FreePage, 1, [new(0x2000, 0x1000, true)], new FreeBlock(0x1000)),
            new ChainAvailable(BalloonQueue.FreePage, 0, [new(0x1000, 4, false)], new Command(CommandId.Stop)),
        ];
        using var writer = new StreamWriter(name);
        TraceWriter.Write(new(header, [.. events.Select((e, i) => e with { Sequence = i + 1, Time = TimeSpan.FromMilliseconds(i) })]), writer);
    }

    private static PageSet Frame(ulong frame) => PageSet.Of(new PageRun(frame, 1));

    private static PageDigest Digest(byte fill) => PageDigests.Of([.. Enumerable.Repeat(fill, 4096)]);
}
