using System.Collections.Concurrent;
using Ballast.Conformance.Clauses;
using Ballast.Conformance.Expectations;
using Ballast.Conformance.Golden;
using Ballast.Conformance.Mutants;
using Ballast.Conformance.Rules;
using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Containers;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Suite;

/// <summary>Runs scenarios on a pair and judges what their traces say. The command line and NUnit both run this.</summary>
public sealed class SuiteRunner : ITestbedPeers
{
    private const string GoldenTag = "@golden:";
    private const string HostileTag = "@hostile";

    // A third party boots a kernel; the reference pair works on virtual time.
    private static readonly TimeSpan ScenarioLimit = TimeSpan.FromMinutes(2);

    private readonly SuiteOptions _options;
    private readonly BindingSet _bindings = SuiteBindings.Create();
    private readonly GoldenCatalogue _goldens;
    private readonly ExpectationSet _expectations;
    private readonly ConcurrentDictionary<Scenario, ScenarioReport> _reports = [];
    private readonly Func<ValueTask>? _end;
    private readonly Lock _numberingGate = new();
    private QueueNumbering? _numbering;
    private bool _hasNumbering;

    /// <summary>A runner for one pair.</summary>
    /// <exception cref="SuiteSelectionException">The expectations cannot be read.</exception>
    /// <exception cref="MissingPeerException">A side is not there.</exception>
    public SuiteRunner(SuiteOptions options)
    {
        _options = options;
        _goldens = new(options.Files.Goldens);
        _expectations = SuiteExpectations.Load(options);
        if (options.Device.Release is { } deviceRelease)
        {
            var container = Contain(deviceRelease, PeerKind.Qemu, out _);
            Qemu = ProbeQemu(container, new PeerImage(deviceRelease, PeerKind.Qemu));
            _end = container.DisposeAsync;
        }
        else if (options.Device.Kind == SideKind.Qemu)
        {
            var qemu = new QemuPeer { ProgramPath = options.Device.Detail }.Probe();
            Qemu = qemu.Program ?? throw new MissingPeerException("qemu", qemu.Reason!, qemu.Remedy);
        }
        if (options.Driver.Release is { } driverRelease)
        {
            var container = Contain(driverRelease, PeerKind.Linux, out var peer);
            Kernel = peer.KernelIn(container);
            _end = container.DisposeAsync;
        }
        else if (options.Driver.Kind == SideKind.Linux)
        {
            var availability = new LinuxPeer().Probe();
            Kernel = availability.Kernel ?? throw new MissingPeerException("linux", availability.Reason!, availability.Remedy);
        }
    }

    /// <inheritdoc/>
    public int Seed => _options.Seed;

    /// <inheritdoc/>
    public string Producer => SuiteVersion.Name;

    /// <inheritdoc/>
    public TimeSpan Patience => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public SideSpec Driver => _options.Driver;

    /// <inheritdoc/>
    public SideSpec Device => _options.Device;

    /// <inheritdoc/>
    public string? StreamFileOf(Scenario scenario)
    {
        if (_options.Streams is not { } folder) return null;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, KeptFiles.Stream(scenario));
    }

    /// <inheritdoc/>
    public IDeviceSide OpenDevice(DeviceRequest request) => _options.Device.Kind switch
    {
        SideKind.Qemu => QemuDeviceSide.Start(Qemu!, request),
        _ => new VhostUserDeviceSide(_options.Device.Detail!, request, Patience),
    };

    // Found out once, by whichever scenario needs it first.
    /// <inheritdoc/>
    public QueueNumbering? NumberingOfDevice(TransportKind carrier, CancellationToken cancellation)
    {
        lock (_numberingGate)
        {
            if (!_hasNumbering)
            {
                _numbering = NumberingProbe.FindAsync(OpenDevice, carrier, cancellation).GetAwaiter().GetResult();
                _hasNumbering = true;
            }
            return _numbering;
        }
    }

    /// <summary>The program, when the device is QEMU's.</summary>
    public QemuProgram? Qemu { get; }

    /// <inheritdoc/>
    public Mutant? Mutant => _options.Mutant;

    /// <inheritdoc/>
    public UmlKernel? Kernel { get; }

    /// <summary>Who stands on the driver's side, as reports name it.</summary>
    public SideReport DriverReport => new(_options.Driver.ToString(), Kernel is { } kernel ? kernel.Release : SuiteVersion.Number);

    /// <summary>Who stands on the device's side, as reports name it.</summary>
    public SideReport DeviceReport => new(_options.Device.ToString(), Qemu?.Version ?? SuiteVersion.Number);

    /// <summary>The sides, as expectations are held against them.</summary>
    public ExpectedSides Sides => new(DriverReport.Name, DriverReport.Version, DeviceReport.Name, DeviceReport.Version);

    /// <summary>What is expected to fail in this run, in the order of the files.</summary>
    public IReadOnlyList<Expectation> Expectations => _expectations.All;

    /// <summary>Steps of these scenarios that nobody defines, or more than one, in one line each with a snippet to paste.</summary>
    public IReadOnlyList<string> FindUnboundSteps(IReadOnlyList<Scenario> scenarios) => UnboundSteps.Describe(_bindings, scenarios);

    /// <summary>Runs scenarios.</summary>
    /// <param name="scenarios">What to run, in the order in which it is reported.</param>
    /// <param name="finished">Told of each scenario as soon as its verdict is there; calls do not overlap.</param>
    /// <param name="observers">Others who are told of the run.</param>
    /// <param name="cancellation">Ends the run; scenarios under way are ended, and nothing is left behind.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<RunReport> RunAsync(
        IReadOnlyList<Scenario> scenarios, Action<ScenarioReport>? finished = null, IReadOnlyList<IScenarioObserver>? observers = null,
        CancellationToken cancellation = default)
    {
        var runner = new ScenarioRunner(_bindings, new()
        {
            Parallelism = _options.Parallelism,
            ScenarioTimeout = ScenarioLimit,
            Configure = container => container.Register<ITestbedPeers>(this),
            Judge = JudgeAsync,
            Observers = [.. observers ?? [], new Telling(this, finished, cancellation)],
        });
        var result = await runner.RunAsync(scenarios, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (result.Error is { } error) throw new InvalidOperationException($"the run broke off: {error.Message}", error);
        var reports = result.Scenarios.Select(Report).ToList();
        return new(SuiteVersion.Name, DriverReport, DeviceReport, (ulong)Seed, [.. reports.Select(r => r.Result)]);
    }

    /// <summary>Ends what was started for all runs together: the container of a peer of another release.</summary>
    public async Task EndAsync()
    {
        if (_end is not null) await _end();
    }

    // A constructor cannot wait otherwise, and this asks the engine one question.
    private static PeerContainer Contain(PeerRelease release, PeerKind kind, out PreparedPeer peer)
    {
        var image = new PeerImage(release, kind);
        var found = Task.Run(() => ContainerPeers.OfUser.ProbeAsync(image)).GetAwaiter().GetResult();
        if (!found.IsAvailable) throw new MissingPeerException(image.Name, found.Reason, found.Remedy);
        peer = found.Peer;
        return new PeerContainer(peer);
    }

    // What it can do it says itself, so its container is started here.
    private static QemuProgram ProbeQemu(PeerContainer container, PeerImage image)
    {
        return Task.Run(ProbeAsync).GetAwaiter().GetResult();

        async Task<QemuProgram> ProbeAsync()
        {
            try
            {
                var qemu = await QemuPeer.ProbeAsync(container);
                return qemu.Program ?? throw new MissingPeerException(image.Name, qemu.Reason!, $"ballast peers install {image.Name}");
            }
            catch (IOException e)
            {
                await container.DisposeAsync();
                throw new MissingPeerException(image.Name, e.Message, null);
            }
            catch
            {
                await container.DisposeAsync();
                throw;
            }
        }
    }

    private ValueTask<ScenarioOutcome> JudgeAsync(ScenarioContext context, ScenarioOutcome outcome)
    {
        var bed = context.Container.Resolve<Testbed>();
        var trace = bed.HasTrace ? bed.Trace : null;
        var noted = new ScenarioReport(context.Scenario, trace, trace is null ? [] : FindingsOf(context.Scenario, trace), outcome)
        {
            Golden = trace is null ? null : CompareGolden(context.Scenario, trace),
        };
        _reports[context.Scenario] = noted;
        // Whoever watches the run sees the verdict, not only how the steps ended.
        return ValueTask.FromResult(outcome.IsSuiteFault ? outcome : JudgedOutcome.Of(outcome, Judged(noted).Verdict));
    }

    // What was noted by the judge, turned into a report with what the engine knows in the end.
    private ScenarioReport Report(Scenarios.ScenarioResult result)
    {
        var outcome = JudgedOutcome.BeforeJudging(result.Outcome);
        var noted = _reports.GetValueOrDefault(result.Scenario) ?? new(result.Scenario, null, [], outcome);
        if (noted.Verdict is not null) return noted;
        noted = noted with { Outcome = outcome };
        var clauses = ScenarioClauses.Of(result.Scenario);
        var (plain, verdict) = Judged(noted);
        var report = new Verdicts.ScenarioResult(
            result.Scenario.Id, result.Scenario.ToString(), ScenarioSides.Of(result.Scenario), [.. clauses.Select(c => c.Id)],
            verdict.Verdict, verdict.Findings, result.Duration)
        {
            Level = clauses.Count > 0 ? clauses.Min(c => c.Level) : null,
            Reason = verdict.Reason,
            Variant = result.Scenario.Variant,
            Readings = noted.Golden?.Result?.Readings ?? [],
            KeptOut = noted.Trace?.Events.OfType<HintedPagesKeptOut>().LastOrDefault(),
        };
        noted = noted with { Verdict = report, Plain = plain };
        if (verdict.Verdict == Verdict.Warn || !verdict.Verdict.IsAsExpected())
            noted = noted with { Verdict = report with { Text = FailureText.Of(noted, RunAgain.Of(report, DriverReport.Name, DeviceReport.Name, (ulong)Seed)) } };
        _reports[result.Scenario] = noted;
        return noted;
    }

    // To a driver that keeps no rule of the ring, a device owes none of those that rest on them: its steps say what it owes.
    private static IReadOnlyList<Finding> FindingsOf(Scenario scenario, Trace trace)
    {
        if (!scenario.Tags.Contains(HostileTag)) return Judge.Run(trace);
        var clauses = ScenarioClauses.Of(scenario).Select(c => c.Id).ToHashSet();
        return [.. Judge.Run(trace).Where(f => clauses.Contains(f.Clause))];
    }

    // The verdict as it is, and with what was expected held against it.
    private (ScenarioVerdict Plain, ScenarioVerdict Verdict) Judged(ScenarioReport noted)
    {
        var clauses = ScenarioClauses.Of(noted.Scenario);
        var (steps, reason) = StepsEnd.Of(noted.Outcome);
        if (_options.Driver.IsThirdParty && steps is (StepsOutcome.Passed or StepsOutcome.Failed) && DeclinedFeatures.Reason(noted) is { } declined)
            (steps, reason) = (StepsOutcome.NotApplicable, declined);
        if (_options.Device.IsThirdParty && steps is StepsOutcome.Passed && DevicesView.Reason(noted) is { } hidden)
            (steps, reason) = (StepsOutcome.Unsupported, hidden);
        ScenarioVerdict Without(IReadOnlySet<ClauseId> excused) => VerdictOf.Scenario(
            steps, reason ?? noted.Golden?.Difference, clauses,
            [.. noted.Findings.Where(f => f.Outcome != RuleOutcome.Broken || !excused.Contains(f.Clause))],
            ScenarioSides.UnderTest(noted.Scenario), noted.Golden?.Outcome ?? GoldenOutcome.Conforms);
        var plain = Without(new HashSet<ClauseId>());
        return (plain, _expectations.Apply(noted.Scenario.Id, noted.Scenario.ToString(), [.. clauses.Select(c => c.Id)], Sides, plain, Without));
    }

    private GoldenComparison? CompareGolden(Scenario scenario, Trace trace)
    {
        string? name = scenario.Tags.FirstOrDefault(t => t.StartsWith(GoldenTag, StringComparison.Ordinal))?[GoldenTag.Length..];
        if (name is null) return null;
        if (_goldens.Find(name) is not { } golden)
        {
            Receive(name, trace);
            return new(name, GoldenOutcome.DiffersWhereItMustNot, $"there is no golden trace {name} yet: look at it with 'ballast golden show {name}', accept it with 'ballast golden accept {name}'");
        }
        var compared = GoldenMatcher.Compare(golden, trace);
        if (compared.Outcome == GoldenOutcome.DiffersWhereItMustNot) Receive(name, trace);
        return new(name, compared.Outcome, $"golden {name}: {compared}") { Result = compared };
    }

    // Scenarios that share a golden trace run side by side; and the suite may lie where nobody can write.
    private void Receive(string name, Trace trace)
    {
        if (Mutant is not null) return;
        lock (_goldens)
        {
            try
            {
                _goldens.Receive(name, GoldenDraft.From(name, trace));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The difference is in the report all the same; only the draft to accept is missing.
            }
        }
    }

    private sealed class Telling(SuiteRunner runner, Action<ScenarioReport>? finished, CancellationToken cancellation) : IScenarioObserver
    {
        public void ScenarioFinished(Scenarios.ScenarioResult result)
        {
            // What was cut off says nothing about anybody.
            if (cancellation.IsCancellationRequested) return;
            var report = runner.Report(result);
            finished?.Invoke(report);
        }
    }
}
