using System.Text;
using Ballast.Virtio.Tracing;

namespace Ballast.Virtio.Tests.Tracing;

internal sealed class MalformedTraceTests
{
    private const string Header =
        """{"schema":1,"producer":"p","viewpoint":"device","transport":"pci","machine":null,"ramSize":null,"dialect":"hint","numbering":"offered"}""";

    [TestCase("", "line 1: the file is empty")]
    [TestCase("[]", "line 1: the line is not a JSON object")]
    [TestCase("{", "line 1: the line is not JSON, from byte 1 on")]
    [TestCase("""{"schema":2}""", "line 1: the trace has schema 2, only 1 can be read")]
    [TestCase("""{"schema":"1"}""", "line 1: field schema is not a number")]
    [TestCase("""{"producer":"p"}""", "line 1: field schema is missing")]
    [TestCase("""{"schema":1,"producer":"p","viewpoint":"nobody"}""", "line 1: field viewpoint names no side")]
    public void Header_ThatIsNone_IsRefused(string line, string reason) => Refuses(line.Length == 0 ? "" : line + "\n", reason);

    [TestCase("", "the line is not JSON, from byte 0 on")]
    [TestCase("null", "the line is not a JSON object")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"coffee-made"}""", "there is no event \"coffee-made\"")]
    [TestCase("""{"sequence":1,"time":0,"from":"device"}""", "field event is missing")]
    [TestCase("""{"sequence":-1,"time":0,"from":"device","event":"device-reset"}""", "field sequence is not a whole number from 0 to 9223372036854775807")]
    [TestCase("""{"sequence":0,"time":0,"from":"device","event":"device-reset"}""", "event 0 comes behind event 0")]
    [TestCase("""{"sequence":1,"time":-1,"from":"device","event":"device-reset"}""", "field time is not a time in seconds, to 100 ns")]
    [TestCase("""{"sequence":1,"time":1e400,"from":"device","event":"device-reset"}""", "field time is not a time in seconds, to 100 ns")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"device-reset"}""", "\"device-reset\" is from the device, not from the driver")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"device-reset","why":1}""", "the event has a field too many")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"status-read","status":256}""", "field status is not a whole number from 0 to 255")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"status-read","status":1.5}""", "field status is not a whole number from 0 to 255")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"features-offered","features":"12"}""", "field features is not a hexadecimal number with 0x before it")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"features-offered","features":"0x11111111111111111"}""", "field features is not a hexadecimal number with 0x before it")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"configuration-read","offset":0,"value":0,"width":3}""", "field width is not 1, 2, 4 or 8")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"chain-used","queue":"lunch","head":0,"length":0,"content":null}""", "field queue names no queue")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"chain-used","queue":"stats","head":0,"length":0,"content":{}}""", "field content.kind is missing")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"chain-used","queue":"stats","head":0,"length":0,"content":{"kind":"command","id":"5"}}""", "field content.id is not a number")]
    [TestCase("""{"sequence":1,"time":0,"from":"suite","event":"pages-written","by":"guest","pages":[{"frames":"5","digest":"12"}]}""", "field pages.digest is not 32 hexadecimal digits")]
    [TestCase("""{"sequence":1,"time":0,"from":"suite","event":"memory-written","by":"guest","pages":"5 4"}""", "field pages has runs that do not ascend, or that touch")]
    [TestCase("""{"sequence":1,"time":0,"from":"suite","event":"memory-written","by":"guest","pages":"ffffffffffffffff+2"}""", "field pages has a run of pages that is none")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"device-notified","index":0,"queue":null,"data":"0x100000000"}""", "field data is not a hexadecimal number up to 0xffffffff")]
    [TestCase("""{"sequence":1,"time":0,"from":"suite","event":"ring-verified","queue":"inflate","what":"used","entries":1,"wrong":[65536]}""", "field wrong has an element that is no number from 0 to 65535")]
    [TestCase("""{"sequence":1,"time":0,"from":"suite","event":"memory-written","by":"guest","pages":"5+0"}""", "field pages has a run of pages that is none")]
    [TestCase("""{"sequence":1,"time":0,"from":"migration","event":"migration-failed","reason":"\ud800"}""", "the line has a string that is not text")]
    [TestCase("""{"sequence":1,"sequence":2,"time":0,"from":"device","event":"device-reset"}""", "a field is there twice")]
    public void Event_ThatIsNone_IsRefused(string line, string reason) => Refuses($"{Header}\n{line}\n", $"line 2: {reason}");

    [TestCase(1, 2.0, "event 1 comes behind event 1")]
    [TestCase(2, 0.5, "time goes back from 1 s to 0.5 s")]
    public void Event_OutOfOrder_IsRefused(int sequence, double time, string reason) =>
        Refuses($"{Header}\n{Reset(1, 1)}\n{Reset(sequence, time)}\n", $"line 3: {reason}");

    [Test]
    public void NameOfAnyLength_IsShortenedInTheReason()
    {
        string line = $$"""{"sequence":1,"time":0,"from":"device","event":"\n{{new string('x', 1000)}}"}""";

        Refuses($"{Header}\n{line}\n", $"line 2: there is no event \"?{new string('x', 39)}…\"");
    }

    [Test]
    public void DeepNesting_IsRefused()
    {
        TraceReader.TryReadAll(new MemoryStream(Encoding.UTF8.GetBytes($"{Header}\n{new string('[', 100_000)}\n")), out _, out var fault);

        Assert.That(fault!.ToString(), Does.StartWith("line 2: the line is not JSON"));
    }

    private static string Reset(int sequence, double time) =>
        FormattableString.Invariant($$"""{"sequence":{{sequence}},"time":{{time}},"from":"device","event":"device-reset"}""");

    private static void Refuses(string file, string reason)
    {
        Assert.That(TraceReader.TryReadAll(new MemoryStream(Encoding.UTF8.GetBytes(file)), out var trace, out var fault), Is.False);
        Assert.That(trace, Is.Null);
        Assert.That(fault!.ToString(), Is.EqualTo(reason));
    }
}
