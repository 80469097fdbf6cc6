using System.CommandLine;
using Ballast.Cli.Matrix;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Suite;

namespace Ballast.Cli.Commands;

/// <summary>`ballast run`: runs scenarios on a pair and reports verdicts.</summary>
internal static class RunCommand
{
    private const string Examples = """
        ballast run                                          the whole suite on the reference pair
        ballast run --driver linux                           judge the driver of a real Linux kernel
        ballast run --driver linux:trixie                    the same of another release, in a container
        ballast run --device qemu:bullseye                   judge the device of an older QEMU, in a container
        ballast run --matrix fixtures/matrix/releases.yaml   several of them, side by side
        ballast run features/hinting --tags "@MUST"          some of it
        ballast run --ring packed --dialect hint             what fits a ring and a dialect
        ballast run --device qemu                            judge QEMU's balloon, over PCI and MMIO
        ballast run --device qemu --transport all --ring all the same over every transport with every ring
        ballast run --device reference+never-counts          what a device with a known fault looks like
        ballast run features/hinting/driver.feature:17       one scenario
        ballast run --json report.json --traces traces       with a report and the traces to keep
        ballast run --shard 2/4 --junit shard-2.xml          a quarter of it, on one of four machines
        ballast run --driver linux --update-expectations known.yaml
                                                             enter what fails, for a person to explain

        Exit code: 0 all as expected, 1 a verdict that was not, 2 wrong use, 3 a fault of the suite, 4 nothing ran.
        """;

    public static Command Create(Terminal terminal)
    {
        var features = new Argument<string[]>("FEATURE") { Description = "Feature files, folders, or FILE:LINE; the suite's own by default.", Arity = ArgumentArity.ZeroOrMore };
        var tags = Text("--tags", "EXPR", "Only scenarios whose tags satisfy an expression: \"@device and not @SHOULD\".");
        var driver = Text("--driver", "SIDE", "Who drives the device: reference, reference+MUTANT, linux, linux:RELEASE, or \"exec:COMMAND {socket}\".");
        var device = Text("--device", "SIDE", "Whose device, machine and migration: reference, reference+MUTANT, qemu, qemu:RELEASE, qemu:PATH, or \"exec:COMMAND {socket}\".");
        var dialect = Text("--dialect", "DIALECT", "Only scenarios of a dialect: hint, bitmap or all.");
        var ring = Text("--ring", "RING", "Only scenarios that fit a ring: split, packed or all.");
        var transport = Text("--transport", "TRANSPORT", "What carries the protocol: direct, pci, mmio or all.");
        var matrix = Text("--matrix", "FILE", "Run what a file lists, one implementation after the other, and show them side by side.");
        var expect = Text("--expect", "FILE", "Expected failures, besides those that come with the suite.");
        var update = Text("--update-expectations", "FILE", "Enter what fails into a file of expectations, and take out what no longer does.");
        var json = Text("--json", "FILE", "Write the report as JSON; - for standard output.");
        var junit = Text("--junit", "FILE", "Write the report as JUnit XML; - for standard output.");
        var messages = Text("--messages", "FILE", "Write the run as Cucumber Messages (NDJSON); - for standard output.");
        var html = Text("--html", "FILE", "Write the run as an HTML page; needs the npm package @cucumber/html-formatter.");
        var markdown = Text("--markdown", "FILE", "Write a summary as Markdown; - for standard output.");
        var traces = Text("--traces", "DIR", "Keep the trace of each scenario, and the stream of each migration of QEMU, in a folder.");
        var seed = new Option<int>("--seed") { Description = "Seed of everything that is left to chance.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var jobs = new Option<int>("--jobs") { Description = "How many scenarios run at a time.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var shard = Text("--shard", "I/N", "Run the I-th of N parts of what is selected: no two share a scenario.");
        var list = new Option<bool>("--list") { Description = "List the scenarios and run nothing." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check that every step is defined and run nothing." };
        var command = new ExampledCommand("run", "Runs scenarios on a pair of driver and device, and reports a verdict for each.", Examples)
        {
            features, tags, driver, device, dialect, ring, transport, matrix, expect, update, json, junit, messages, html, markdown, traces, seed, jobs, shard, list, dryRun,
        };
        command.Validators.Add(result =>
        {
            foreach (string path in result.GetValue(features) ?? [])
            {
                if (path.StartsWith("--", StringComparison.Ordinal)) result.AddError($"Unrecognized option '{path}'.");
            }
            if (result.GetValue(dialect) is { } wanted and not ("hint" or "bitmap" or "all")) result.AddError($"--dialect '{wanted}': hint, bitmap or all.");
            if (result.GetValue(ring) is { } kind and not ("split" or "packed" or "all")) result.AddError($"--ring '{kind}': split, packed or all.");
            if (TransportFault(result.GetValue(transport)) is { } missing) result.AddError($"--transport {missing}.");
            if (result.GetResult(jobs) is { Implicit: false } && result.GetValue(jobs) < 1) result.AddError("--jobs: at least 1.");
            if (result.GetValue(shard) is { } part && !Shard.TryParse(part, out _)) result.AddError($"--shard '{part}': I/N with I from 1 to N, 2/4 say.");
            if (SidePair.FaultOfDriver(result.GetValue(driver)) is { } fault) result.AddError($"--driver: {fault}.");
            if (SidePair.FaultOfDevice(result.GetValue(driver), result.GetValue(device)) is { } other) result.AddError($"--device: {other}.");
            if (result.GetValue(matrix) is null) return;
            // Its file says who runs what.
            if (result.GetValue(features) is { Length: > 0 }) result.AddError("--matrix: its file names the features.");
            Option[] own = [tags, driver, device, dialect, ring, transport, update, junit, messages, html, traces, shard, list, dryRun];
            foreach (var option in own.Where(o => result.GetResult(o) is { Implicit: false })) result.AddError($"--matrix does not go with {option.Name}.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            // It was validated above.
            var side = SideSpec.Parse(parsed.GetValue(driver) ?? "reference");
            var other = SideSpec.Parse(parsed.GetValue(device) ?? "reference");
            var options = new SuiteOptions
            {
                Files = SuiteFiles.Find(),
                Features = parsed.GetValue(features) ?? [],
                Tags = parsed.GetValue(tags),
                Dialect = parsed.GetValue(dialect) is { } d and not "all" ? d : null,
                Ring = parsed.GetValue(ring),
                Transport = parsed.GetValue(transport),
                Driver = side,
                Device = other,
                Mutant = side.Mutant ?? other.Mutant,
                Seed = parsed.GetValue(seed),
                Parallelism = parsed.GetValue(jobs),
                Streams = parsed.GetValue(traces),
                Expectations = parsed.GetValue(expect),
                UpdatedExpectations = parsed.GetValue(update),
                Shard = parsed.GetValue(shard) is { } wanted && Shard.TryParse(wanted, out var part) ? part : null,
            };
            var outputs = new RunOutputs(
                parsed.GetValue(json), parsed.GetValue(junit), parsed.GetValue(messages), parsed.GetValue(html), parsed.GetValue(markdown), parsed.GetValue(traces));
            if (parsed.GetValue(matrix) is { } file)
            {
                terminal.KeepFree(outputs.Json, outputs.Markdown);
                return (int)await MatrixCommand.RunAsync(terminal, file, options, outputs.Json, outputs.Markdown, cancellation);
            }
            terminal.KeepFree(outputs.Json, outputs.JUnit, outputs.Messages, outputs.Html, outputs.Markdown);
            return (int)await RunAsync(terminal, options, outputs, parsed.GetValue(list), parsed.GetValue(dryRun), cancellation);
        });
        return command;
    }

    private static string? TransportFault(string? transport) => transport switch
    {
        null or "direct" or "pci" or "mmio" or "all" => null,
        _ => $"'{transport}': direct, pci, mmio or all",
    };

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, SuiteOptions options, RunOutputs outputs, bool list, bool dryRun, CancellationToken cancellation)
    {
        var selection = SuiteSelection.Load(options);
        var scenarios = selection.Scenarios;
        if (scenarios.Count == 0)
        {
            terminal.Fail("no scenario fits what was asked for: see 'ballast run --list'");
            return ExitCode.NothingRan;
        }
        if (list)
        {
            foreach (var scenario in scenarios) terminal.WriteLine($"{scenario.Id}  {scenario}");
            return ExitCode.AsExpected;
        }
        var runner = new SuiteRunner(options);
        try
        {
            return await RunAsync(terminal, options, outputs, selection, runner, dryRun, cancellation);
        }
        finally
        {
            await runner.EndAsync();
        }
    }

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, SuiteOptions options, RunOutputs outputs, SuiteSelection selection, SuiteRunner runner, bool dryRun, CancellationToken cancellation)
    {
        var (catalogue, scenarios) = selection;
        var unbound = runner.FindUnboundSteps(scenarios);
        if (unbound.Count > 0) throw new SuiteSelectionException(unbound);
        if (dryRun)
        {
            terminal.WriteLine($"{scenarios.Count} scenarios, every step is defined");
            return ExitCode.AsExpected;
        }
        var page = outputs.OpenPage(catalogue);
        var view = new RunView(terminal, options, scenarios.Count);
        view.Start(runner);
        using var messages = outputs.OpenMessages(terminal, catalogue);
        IReadOnlyList<IScenarioObserver> observers = [.. new[] { messages?.Observer, page?.Observer }.OfType<IScenarioObserver>()];
        var reports = new List<ScenarioReport>();
        var report = await runner.RunAsync(scenarios, scenario =>
        {
            reports.Add(scenario);
            view.Show(outputs.KeepTrace(scenario));
        }, observers, cancellation);
        report = outputs.WithTraces(report);
        view.End(report);
        outputs.Write(terminal, report, page);
        ExpectationFile.Warn(terminal, runner);
        if (options.UpdatedExpectations is { } file) ExpectationFile.Update(terminal, file, options, selection, runner, reports);
        return (ExitCode)report.ExitCode;
    }

    private static Option<string?> Text(string name, string help, string description) => new(name) { Description = description, HelpName = help };
}
