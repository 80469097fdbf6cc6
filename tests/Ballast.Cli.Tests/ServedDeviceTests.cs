using System.Text;
using System.Text.Json;
using Ballast.Cli.Tests.Infrastructure;
using Ballast.Virtio.Tests.Tracing;

namespace Ballast.Cli.Tests;

/// <summary>`ballast serve --orders` as a device that is not ours, judged by our own suite over a real socket.</summary>
[NonParallelizable]
[Platform("Linux")]
[CancelAfter(180_000)]
public sealed class ServedDeviceTests
{
    private static readonly string Serve =
        $"dotnet '{Path.Combine(TestContext.CurrentContext.TestDirectory, "ballast.dll")}' serve --socket {{socket}} --orders --features 'STATS_VQ FREE_PAGE_HINT PAGE_REPORTING INDIRECT_DESC RING_PACKED'";

    [Test]
    public async Task OurDevice_KeepsWhatItIsAskedOverASocket()
    {
        var answer = await Shell.RunAsync(
            "run", Feature("negotiation/device.feature"), Feature("balloon/reporting-device.feature"), Feature("balloon/combinations.feature:121"),
            Feature("queues/hostile-device.feature:21"), "--device", $"exec:{Serve}", "--json", "-");

        Assert.That(answer.Code, Is.EqualTo(ExitCode.AsExpected), answer.Error);
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Bytes));
        Assert.That(JsonSchema.Load("fixtures/schemas/run.schema.json").Accepts(json.RootElement));
        var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.That(results.Count(r => r.GetProperty("verdict").GetString() == "pass"), Is.GreaterThan(30), answer.Error);
        Assert.That(results.Select(r => r.TryGetProperty("ring", out var ring) ? ring.GetString() : null), Does.Contain("packed"));
        Assert.That(answer.Error, Does.Contain("used-length=written"));
    }

    private static string Feature(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "suite", "features", name);
}
