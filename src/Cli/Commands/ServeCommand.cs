using System.CommandLine;
using Ballast.Cli.Serving;
using Ballast.Host.Balloon;
using Ballast.Virtio;

namespace Ballast.Cli.Commands;

/// <summary>`ballast serve`: the reference device for any vhost-user front end.</summary>
internal static class ServeCommand
{
    private const uint DefaultTarget = 1024;

    private const string Examples = """
        ballast serve --socket /tmp/balloon.sock --trace balloon.trace.ndjson
        linux.uml mem=256M ... virtio_uml.device=/tmp/balloon.sock:5          in another terminal: a driver for it
        ballast check balloon.trace.ndjson                                    the same verdict once more

        When the driver is up it is asked for statistics, for a balloon of --target pages and back to none, and for
        --hints rounds of free page hints, each ended by DONE; --idle asks nothing. When the front end leaves, or on
        Ctrl-C, the trace is judged. What happens is told on standard error, the verdict on standard output.

        With --orders it asks only what it is told to, by the adapter contract: on standard input one JSON object a line,
        {"do":"set-target","pages":N}, request-stats, start-hinting, stop-hinting or finish-hinting, each answered on
        standard output by {"ok":true} or {"unsupported":"why"}; the verdict then goes to standard error. So it is a
        device for `ballast run`: --device "exec:ballast serve --socket {socket} --orders".

        Exit code: 0 nothing that must hold is broken, 1 something is, 2 wrong use, 4 nothing was exercised.
        """;

    public static Command Create(Terminal terminal)
    {
        var socket = new Option<string>("--socket") { Description = "Path of the Unix socket, at most 107 bytes.", HelpName = "PATH", Required = true };
        var trace = new Option<string?>("--trace") { Description = "Write what happens to a file, as it happens.", HelpName = "FILE" };
        var features = new Option<string?>("--features")
        {
            Description = "What the device offers besides VERSION_1: names with blanks between; MUST_TELL_HOST, STATS_VQ and FREE_PAGE_HINT by default.",
            HelpName = "NAMES",
        };
        var target = new Option<uint>("--target") { Description = "Pages of 4 KiB to inflate to, and back to none; 0 for no balloon.", HelpName = "PAGES", DefaultValueFactory = _ => DefaultTarget };
        var hints = new Option<int>("--hints") { Description = "Rounds of free page hints to ask for.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var idle = new Option<bool>("--idle") { Description = "Ask nothing of the driver." };
        var orders = new Option<bool>("--orders") { Description = "Take orders from standard input and answer them on standard output; ask nothing else." };
        var keep = new Option<bool>("--keep") { Description = "Serve one front end after the other until Ctrl-C, all into one trace." };
        var timeout = new Option<double?>("--timeout") { Description = "How long to wait for a front end; forever by default.", HelpName = "SECONDS" };
        var json = new Option<string?>("--json") { Description = "Write the findings as JSON; - for standard output.", HelpName = "FILE" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "List the clauses that are kept, with the events that show it." };
        var command = new ExampledCommand("serve", "Gives the reference device to a vhost-user front end, and judges what its driver did.", Examples)
        {
            socket, trace, features, target, hints, idle, orders, keep, timeout, json, verbose,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(features) is { } names && FaultOf(names) is { } fault) result.AddError($"--features: {fault}.");
            if (result.GetValue(hints) < 0) result.AddError("--hints: 0 or more.");
            if (result.GetValue(orders) && result.GetValue(json) == "-") result.AddError("--orders answers on standard output; --json needs a file then.");
            if (result.GetValue(timeout) is not (null or (> 0 and <= 1_000_000))) result.AddError("--timeout: a positive number of seconds.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            bool takesOrders = parsed.GetValue(orders);
            terminal.KeepFree(takesOrders ? "-" : parsed.GetValue(json));
            bool isIdle = takesOrders || parsed.GetValue(idle);
            var options = new ServeOptions(parsed.GetRequiredValue(socket), Offered(parsed.GetValue(features)))
            {
                TracePath = parsed.GetValue(trace),
                AsksForStatistics = !isIdle,
                Target = isIdle ? 0 : parsed.GetValue(target),
                HintRounds = isIdle ? 0 : parsed.GetValue(hints),
                TakesOrders = takesOrders,
                Keeps = parsed.GetValue(keep),
                Patience = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan,
            };
            return Task.Run(() => (int)ServeRun.Run(terminal, options, parsed.GetValue(json), parsed.GetValue(verbose), cancellation), CancellationToken.None);
        });
        return command;
    }

    private static FeatureSet Offered(string? names) => names is null
        ? new BalloonDeviceOptions().Features
        : Words(names).Aggregate(FeatureSet.Of(Feature.Version1), (set, name) => FeatureSet.TryParseName(name, out int bit) ? set.With(bit) : set);

    private static string? FaultOf(string names)
    {
        foreach (string name in Words(names))
        {
            if (name == FeatureSet.NameOf(Feature.GetFreePages, Dialect.Bitmap)) return $"{name} belongs to the bitmap dialect, which no vhost-user front end speaks";
            if (!FeatureSet.TryParseName(name, out int bit) || !BalloonDeviceOptions.Supported.Has(bit))
                return $"'{name}' is no feature that the device can offer; it can offer {BalloonDeviceOptions.Supported}";
        }
        return null;
    }

    private static string[] Words(string names) => names.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
}
