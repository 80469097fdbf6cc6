using System.Text.Json;
using Ballast.Conformance.Testbeds;
using Ballast.Host.Balloon;
using Ballast.Virtio;

namespace Ballast.Cli.Serving;

/// <summary>Takes orders by the adapter contract to a device: one JSON object a line, each answered in one line.</summary>
/// <param name="device">The device.</param>
/// <param name="hints">Takes the hints.</param>
/// <param name="log">Told of each order.</param>
internal sealed class OrderDesk(BalloonDevice device, HintCollector hints, ServeLog log)
{
    // Shorter than those who give orders wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Takes orders until there are no more, or the device has gone.</summary>
    public void Serve(TextReader orders, TextWriter answers)
    {
        try
        {
            while (orders.ReadLine() is { } line)
            {
                string? why = Take(line);
                log.Write($"order {line}{(why is null ? "" : $": {why}")}");
                answers.WriteLine(why is null ? """{"ok":true}""" : $$"""{"unsupported":"{{JsonEncodedText.Encode(why)}}"}""");
                answers.Flush();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException)
        {
            // Serving is over, or nobody reads the answers.
        }
    }

    /// <summary>Carries an order out.</summary>
    /// <returns>Null, or why not.</returns>
    public string? Take(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("do", out var what) && what.ValueKind == JsonValueKind.String)
                return Do(what.GetString()!, json.RootElement);
        }
        catch (JsonException)
        {
            // Told below.
        }
        return "an order is a JSON object in one line, with its name as \"do\"";
    }

    private string? Do(string order, JsonElement json)
    {
        switch (order)
        {
            case "set-target":
                if (!json.TryGetProperty("pages", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetUInt32(out uint pages))
                    return "set-target needs \"pages\", a number of 4 KiB pages";
                device.SetTarget(pages);
                return null;
            case "request-stats":
                if (!device.Loop.Invoke(() => device.AcceptedFeatures.Has(Feature.StatsVq))) return "the driver did not accept STATS_VQ";
                return device.Loop.WaitFor(device.RequestStatistics, Patience) ? null : "the driver gives no buffer for statistics";
            case "start-hinting":
                return device.Loop.Invoke(() =>
                {
                    if (!device.FreePageHints.IsAvailable) return "the driver did not accept FREE_PAGE_HINT, or is not up";
                    hints.BeginRound();
                    device.FreePageHints.Start(hints);
                    return null;
                });
            case "stop-hinting":
                return Hinting(device.FreePageHints.Stop);
            case "finish-hinting":
                return Hinting(device.FreePageHints.Done);
            default:
                return $"the order {order} is not known";
        }
    }

    private string? Hinting(Action act)
    {
        if (!device.FreePageHints.IsAvailable) return "the driver did not accept FREE_PAGE_HINT, or is not up";
        act();
        return null;
    }
}
