using System.Text;
using System.Text.RegularExpressions;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Ballast.Virtio.Tests.Tracing;

internal sealed class TraceFileTests
{
    private static readonly Trace Whole = new(TraceEventSamples.Header, TraceEventSamples.All);

    private static readonly Type[] Kinds = [.. typeof(TraceEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TraceEvent)))];

    [TestCaseSource(nameof(Kinds))]
    public void EveryEvent_HasASampleAndIsNamedAfterItsType(Type kind)
    {
        var sample = TraceEventSamples.All.FirstOrDefault(e => e.GetType() == kind);

        Assert.That(sample, Is.Not.Null, $"there is no sample of {kind.Name}");
        Assert.That(TraceNames.Of(sample!), Is.EqualTo(Regex.Replace(kind.Name, "(?<!^)([A-Z])", "-$1").ToLowerInvariant()));
    }

    [TestCaseSource(typeof(TraceEventSamples), nameof(TraceEventSamples.All))]
    public void Event_WrittenAndReadBack_IsTheSame(TraceEvent e)
    {
        var trace = Read(Lines([e]));

        Assert.That(trace.Events.Single(), Is.EqualTo(e));
    }

    [Test]
    public void WholeTrace_WrittenAndReadBack_IsTheSame()
    {
        var trace = Read(Lines(Whole.Events));

        Assert.That(trace.Header, Is.EqualTo(Whole.Header));
        Assert.That(trace.Events, Is.EqualTo(Whole.Events));
    }

    [TestCase(Dialect.Bitmap, QueueNumbering.Negotiated)]
    [TestCase(Dialect.Hint, QueueNumbering.Fixed)]
    public void Header_OfAnUnknownMachine_IsReadBack(Dialect dialect, QueueNumbering numbering)
    {
        var header = new TraceHeader("someone", TraceActor.Driver, "pci", null, null, dialect, numbering);
        var output = new StringWriter();
        TraceWriter.Write(new(header, []), output);

        Assert.That(Read(output.ToString()).Header, Is.EqualTo(header));
    }

    [Test]
    public void Header_OfABigEndianGuest_IsReadBack()
    {
        var header = TraceEventSamples.Header with { ByteOrder = Wire.ByteOrder.Big };
        var output = new StringWriter();
        TraceWriter.Write(new(header, []), output);

        Assert.That(output.ToString(), Does.Contain("\"byteOrder\":\"big\""));
        Assert.That(Read(output.ToString()).Header, Is.EqualTo(header));
    }

    [Test]
    public void Trace_IsOneObjectALine_WithAddressesInHexadecimal()
    {
        string[] lines = Lines(TraceEventSamples.Stamp(new PagesHinted(0x10000000, 4096, 1))).Split('\n');

        Assert.That(lines, Is.EqualTo(new[]
        {
            """{"schema":1,"producer":"ballast 0.1.0","viewpoint":"device","transport":"vhost-user","machine":"q35","ramSize":8589934592,"dialect":"hint","numbering":"offered"}""",
            """{"sequence":1,"time":0,"from":"device","event":"pages-hinted","address":"0x10000000","length":4096,"dropped":1}""",
            "",
        }));
    }

    [Test]
    public void RecordedEvents_AreInTheFileAtOnce()
    {
        var time = new FakeTimeProvider();
        var output = new StringWriter();
        var sink = new StreamingTraceSink(time, output, TraceEventSamples.Header);

        sink.Record(new LoggingStarted());
        time.Advance(TimeSpan.FromMilliseconds(5));
        sink.Record(new Switchover(3));

        Assert.That(Read(output.ToString()).Events, Is.EqualTo(new TraceEvent[]
        {
            new LoggingStarted { Sequence = 1 }, new Switchover(3) { Sequence = 2, Time = TimeSpan.FromMilliseconds(5) },
        }));
    }

    [Test]
    public void FullDisk_EndsTheFileButNotTheRun()
    {
        using var disk = new FullDisk(room: 400);
        var sink = new StreamingTraceSink(new FakeTimeProvider(), disk, TraceEventSamples.Header);
        var seen = new List<TraceEvent>();
        sink.Recorded += seen.Add;

        for (int i = 0; i < 10; i++) sink.Record(new LoggingStarted());

        Assert.That(seen, Has.Count.EqualTo(10));
        Assert.That(sink.Failure, Is.Not.Null);
    }

    [Test]
    public void Trace_CutOffAnywhere_IsReadUpToThereOrRefusedWithTheLine()
    {
        byte[] file = Encoding.UTF8.GetBytes(Lines(Whole.Events.Take(6)));
        for (int length = 0; length < file.Length; length++)
        {
            bool ends = length > 0 && file[length - 1] == '\n';
            bool whole = TraceReader.TryReadAll(new MemoryStream(file, 0, length), out _, out var fault);
            Assert.That(whole, Is.EqualTo(ends), $"cut off at {length}");
            if (!whole && length > 0) Assert.That(fault!.ToString(), Is.EqualTo($"line {file.Take(length).Count(b => b == '\n') + 1}: the last line is cut off"));
        }
    }

    [Test]
    public void Trace_WithAnyByteChanged_NeverThrows()
    {
        byte[] file = Encoding.UTF8.GetBytes(Lines(Whole.Events));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] changed = [.. file];
            changed[at] = value;
            bool whole = TraceReader.TryReadAll(new MemoryStream(changed), out var trace, out var fault);
            return whole ? trace is not null && fault is null : trace is null && fault!.Line >= 1;
        }, iter: 1000);
    }

    [Test]
    public void TraceOfTooManyEvents_IsRefused()
    {
        var file = new MemoryStream(Encoding.UTF8.GetBytes(Lines(Whole.Events)));

        TraceReader.TryReadAll(file, out _, out var fault, maximumEvents: 3);

        Assert.That(fault, Is.EqualTo(new TraceFault(5, "the trace has more than 3 events")));
    }

    [Test]
    public void LineWithoutEnd_IsRefusedBeforeItFillsMemory()
    {
        using var endless = new EndlessStream((byte)' ');

        Assert.That(TraceReader.TryReadAll(endless, out _, out var fault), Is.False);
        Assert.That(fault!.Reason, Does.StartWith("the line is longer than 8388608 bytes"));
        Assert.That(endless.BytesRead, Is.LessThan(9 << 20));
    }

    [Test]
    public void FailingFile_IsRefusedWithTheReason()
    {
        using var broken = new FailingStream();

        TraceReader.TryReadAll(broken, out _, out var fault);

        Assert.That(fault, Is.EqualTo(new TraceFault(1, "the file cannot be read on: the cable is out")));
    }

    private static string Lines(IEnumerable<TraceEvent> events)
    {
        var output = new StringWriter();
        TraceWriter.Write(new(TraceEventSamples.Header, [.. events]), output);
        return output.ToString();
    }

    private static Trace Read(string lines)
    {
        bool read = TraceReader.TryReadAll(new MemoryStream(Encoding.UTF8.GetBytes(lines)), out var trace, out var fault);
        Assert.That(read, Is.True, fault?.ToString());
        return trace!;
    }
}
