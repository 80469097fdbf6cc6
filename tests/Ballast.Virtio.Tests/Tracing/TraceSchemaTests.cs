using System.Text.Json;
using Ballast.Virtio.Tracing;

namespace Ballast.Virtio.Tests.Tracing;

internal sealed class TraceSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Load("fixtures/schemas/trace.schema.json");

    [TestCaseSource(typeof(TraceEventSamples), nameof(TraceEventSamples.All))]
    public void EveryEventWritten_FitsTheSchema(TraceEvent e)
    {
        var (header, line) = Write(e);

        Assert.That(Schema.Accepts(header), header.ToString());
        Assert.That(Schema.Accepts(line), line.ToString());
    }

    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"device-reset","why":1}""")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"device-reset"}""")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"status-read"}""")]
    [TestCase("""{"sequence":1,"time":0,"from":"driver","event":"status-read","status":"3"}""")]
    [TestCase("""{"sequence":1,"time":0,"from":"device","event":"features-offered","features":"12"}""")]
    public void LinesThatTheReaderRefuses_DoNotFit(string line) => Assert.That(Schema.Accepts(JsonDocument.Parse(line).RootElement), Is.False);

    private static (JsonElement Header, JsonElement Event) Write(TraceEvent e)
    {
        var output = new StringWriter();
        TraceWriter.Write(new(TraceEventSamples.Header, [e]), output);
        string[] lines = output.ToString().Split('\n');
        return (JsonDocument.Parse(lines[0]).RootElement, JsonDocument.Parse(lines[1]).RootElement);
    }
}
