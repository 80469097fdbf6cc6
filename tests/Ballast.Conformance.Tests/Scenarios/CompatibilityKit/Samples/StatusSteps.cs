using Ballast.Conformance.Scenarios;

namespace Ballast.Conformance.Tests.Scenarios.CompatibilityKit.Samples;

[Binding]
public sealed class StatusSteps
{
    [Given("^a step$")]
    public static void Step() { }

    [Given("^a failing step$")]
    public static void Failing() => throw new InvalidOperationException("whoops");

    [Given("^a pending step$")]
    public static void Pending() => throw new PendingStepException();

    [Given("^a skipped step$")]
    public static void Skipped() => throw new StepNotApplicableException("skipped");

    [Given("^an ambiguous (.*?)$")]
    public static void First(string _) { }

    [Given("^(.*?) ambiguous step$")]
    public static void Second(string _) { }
}
