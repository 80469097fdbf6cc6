using Ballast.Conformance.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Ballast.Conformance.Tests.Scenarios;

public sealed class ScenarioRunnerTests
{
    [Test]
    public async Task StepsThatHold_PassInOrder()
    {
        var result = await Run("""
            Feature: Basket
              Background:
                Given 3 cucumbers
              Scenario: eating
                When I eat 2 cucumbers
                Then 1 cucumber is left
                And the table sums to it:
                  | count |
                  | 1     |
            """);

        Assert.That(result.Succeeded, Is.True, result.Scenarios[0].Outcome.Reason);
        Assert.That(result.Scenarios[0].Steps.Select(s => s.Status), Is.All.EqualTo(StepStatus.Passed));
    }

    [Test]
    public async Task ThrowingStep_FailsWithFileAndLine_AndSkipsTheRest()
    {
        var result = await Run("""
            Feature: Basket
              Scenario: eating
                Given 3 cucumbers
                Then 1 cucumber is left
                When I eat 2 cucumbers
            """);

        var outcome = result.Scenarios[0].Outcome;
        Assert.That(outcome.Status, Is.EqualTo(StepStatus.Failed));
        Assert.That(outcome.Reason, Is.EqualTo("basket.feature:4: Then 1 cucumber is left: there are 3"));
        Assert.That(result.Scenarios[0].Steps[2].Status, Is.EqualTo(StepStatus.Skipped));
        Assert.That(outcome.IsSuiteFault, Is.False);
    }

    [Test]
    public async Task UndefinedStep_SaysWhatToPaste()
    {
        var result = await Run("""
            Feature: Basket
              Scenario: eating
                Given 3 cucumbers
                When somebody steals 2 "green" cucumbers (all)
            """);

        var outcome = result.Scenarios[0].Outcome;
        Assert.That(outcome.Status, Is.EqualTo(StepStatus.Undefined));
        Assert.That(result.Scenarios[0].Steps[1].Snippets[0].Code, Is.EqualTo(""""
            [When("somebody steals {int} {string} cucumbers \\(all\\)")]
            public void WhenSomebodyStealsIntStringCucumbersAll(int number, string text2)
            {
                throw new PendingStepException();
            }
            """"));
        Assert.That(outcome.Reason, Does.StartWith("basket.feature:4: When somebody steals"));
    }

    [Test]
    public async Task AmbiguousStep_ListsTheCandidates()
    {
        var result = await Run("""
            Feature: Basket
              Scenario: eating
                Given 3 fresh cucumbers
            """);

        Assert.That(result.Scenarios[0].Outcome.Status, Is.EqualTo(StepStatus.Ambiguous));
        Assert.That(result.Scenarios[0].Outcome.Reason, Does.Contain("BasketSteps.Fresh").And.Contain("BasketSteps.Adjective"));
    }

    [TestCase("the side has no fridge", StepStatus.NotApplicable, "no fridge")]
    [TestCase("the side has no door", StepStatus.Unsupported, "no door")]
    [TestCase("nobody wrote this", StepStatus.Pending, "unwritten.feature")]
    public async Task Signals_BecomeStatuses(string step, StepStatus status, string reason)
    {
        var result = await Run($"Feature: F\n  Scenario: S\n    Given {step}\n    And 3 cucumbers\n", "unwritten.feature");

        Assert.That(result.Scenarios[0].Outcome.Status, Is.EqualTo(status));
        Assert.That(result.Scenarios[0].Outcome.Reason, Does.Contain(reason));
        Assert.That(result.Scenarios[0].Steps[1].Status, Is.EqualTo(StepStatus.Skipped));
    }

    [Test]
    public async Task Judge_HasTheLastWord_WhileObjectsLive()
    {
        var basketWasAlive = false;
        var result = await Run(OneStep, options: new RunOptions
        {
            Judge = (context, outcome) =>
            {
                basketWasAlive = !context.Container.Resolve<Basket>().IsDisposed;
                return ValueTask.FromResult(outcome with { Status = StepStatus.Failed, Reason = "clause broken", Detail = 7 });
            },
        });

        Assert.That(basketWasAlive, Is.True);
        Assert.That(result.Scenarios[0].Outcome, Is.EqualTo(new ScenarioOutcome(StepStatus.Failed) { Reason = "clause broken", Detail = 7 }));
    }

    [Test]
    public async Task ThrowingJudgeAndSetup_AreTheSuitesFault()
    {
        var judged = await Run(OneStep, options: new RunOptions { Judge = (_, _) => throw new InvalidOperationException("judge") });
        var configured = await Run(OneStep, options: new RunOptions { Configure = _ => throw new InvalidOperationException("setup") });

        Assert.That(judged.Scenarios[0].Outcome.IsSuiteFault, Is.True);
        Assert.That(judged.Scenarios[0].Outcome.Reason, Is.EqualTo("judging the scenario: judge"));
        Assert.That(configured.Scenarios[0].Outcome.Reason, Is.EqualTo("setting up the scenario: setup"));
    }

    [Test]
    public async Task ManyInParallel_KeepTheOrderAsked_AndSerialOnesRunAlone()
    {
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"      | {i} |\n"));
        var meter = new Meter();
        var result = await Run(
            $"Feature: F\n  @serial\n  Scenario: alone\n    Given a metered step\n  Scenario Outline: row <n>\n    Given a metered step\n    Examples:\n      | n |\n{rows}",
            options: new RunOptions { Parallelism = 8, Configure = c => c.Register(meter) });

        Assert.That(result.Succeeded, Is.True, result.Scenarios[0].Outcome.Reason);
        Assert.That(result.Scenarios.Select(s => s.Scenario.Line), Is.Ordered.Ascending);
        Assert.That(result.Scenarios.Select(s => s.Scenario.Name), Is.EqualTo((string[])["alone", .. Enumerable.Range(0, 60).Select(i => $"row {i}")]));
        Assert.That(meter.SerialOverlap, Is.Zero);
        Assert.That(meter.Most, Is.LessThanOrEqualTo(8));
    }

    [Test]
    public async Task CancelledRun_SkipsWhatHasNotBegun()
    {
        using var cancel = new CancellationTokenSource();
        var result = await Run(
            "Feature: F\n  Scenario: a\n    Given the run is cancelled here\n    And 3 cucumbers\n  Scenario: b\n    Given 3 cucumbers\n",
            options: new RunOptions { Configure = c => c.Register(cancel) }, cancellation: cancel.Token);

        Assert.That(result.WasCancelled, Is.True);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Scenarios[0].Steps.Select(s => s.Status), Is.EqualTo(new[] { StepStatus.Passed, StepStatus.Skipped }));
        Assert.That(result.Scenarios[1].StartedAt, Is.Null);
        Assert.That(result.Scenarios[1].Outcome.Reason, Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task ScenarioThatTakesTooLong_FailsWithThatReason()
    {
        var time = new FakeTimeProvider();
        var result = await Run(
            "Feature: F\n  Scenario: a\n    Given a step that waits for ever\n",
            options: new RunOptions { Time = time, ScenarioTimeout = TimeSpan.FromSeconds(5), Configure = c => c.Register<TimeProvider>(time) });

        Assert.That(result.Scenarios[0].Outcome.Status, Is.EqualTo(StepStatus.Failed));
        Assert.That(result.Scenarios[0].Outcome.Reason, Does.EndWith("the scenario did not end within its time"));
    }

    [Test]
    public async Task ThrowingObserver_EndsTheRunWithItsError()
    {
        var result = await Run(OneStep, options: new RunOptions { Observers = [new BrokenObserver()] });

        Assert.That(result.Error, Is.TypeOf<IOException>());
        Assert.That(result.Succeeded, Is.False);
    }

    [Test]
    public async Task Hooks_RunInTheirOrder_AroundScenariosAndSteps()
    {
        var log = new List<string>();
        var result = await Run(
            "Feature: F\n  @logged\n  Scenario: a\n    Given 3 cucumbers\n    Then 1 cucumber is left\n",
            options: new RunOptions { Configure = c => c.Register(log) });

        Assert.That(result.Scenarios[0].Outcome.Status, Is.EqualTo(StepStatus.Failed));
        Assert.That(log, Is.EqualTo(new[] { "first", "second", "step", "stepped", "step", "stepped", "last" }));
    }

    private const string OneStep = "Feature: F\n  Scenario: S\n    Given 3 cucumbers\n";

    private static async Task<RunResult> Run(
        string feature, string uri = "basket.feature", RunOptions? options = null, CancellationToken cancellation = default)
    {
        var catalogue = FeatureCatalogue.Parse(uri, feature);
        Assert.That(catalogue.Errors, Is.Empty);
        var bindings = new BindingRegistry().Add<BasketSteps>().Add<MeteredSteps>().Add<WaitingSteps>().Add<LoggingHooks>().AddService<Basket>().Build();
        return await new ScenarioRunner(bindings, options ?? new RunOptions()).RunAsync(catalogue.Scenarios, cancellation);
    }

    private sealed class BrokenObserver : IScenarioObserver
    {
        public void ScenarioStarted(ScenarioPlan plan) => throw new IOException("disk full");
    }
}
