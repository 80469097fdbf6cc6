using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Steps;
using Ballast.Conformance.Verdicts;
using Ballast.Peers.Linux;
using Ballast.Peers.Qemu;
using Ballast.Peers.Qemu.Streams;
using Ballast.Peers.VhostUser.FrontEnd;

namespace Ballast.Conformance.Suite;

/// <summary>What the end of a scenario's steps means for the side under test.</summary>
internal static class StepsEnd
{
    public static (StepsOutcome Steps, string? Reason) Of(ScenarioOutcome outcome) => outcome switch
    {
        { IsSuiteFault: true } => (StepsOutcome.SuiteError, outcome.Reason),
        { Status: StepStatus.Passed } => (StepsOutcome.Passed, null),
        { Status: StepStatus.NotApplicable } => (StepsOutcome.NotApplicable, outcome.Reason),
        { Status: StepStatus.Unsupported } => (StepsOutcome.Unsupported, outcome.Reason),
        { Exception: StepFailureException failure } => (StepsOutcome.Failed, failure.Message),
        // A kernel that dies of what the scenario does has failed; one that cannot be started or reached is our trouble.
        { Exception: GuestException { Failure: GuestFailure.Panicked } panic } => (StepsOutcome.Failed, panic.Summary),
        // So has a device that dies, hangs or sends what nobody can read, however the driver treats it.
        { Exception: QemuException { Failure: QemuFailure.Ended or QemuFailure.Silent } dead } => (StepsOutcome.Failed, dead.Message),
        { Exception: QemuStreamException broken } => (StepsOutcome.Failed, $"the migration stream cannot be read: {broken.Message}"),
        { Exception: VhostUserException fault } => (StepsOutcome.Failed, fault.Message),
        { Exception: NotSupportedException impossible } => (StepsOutcome.Unsupported, impossible.Message),
        { Exception: { } other } => (StepsOutcome.SuiteError, $"{other.GetType().Name}: {other.Message}"),
        _ => (StepsOutcome.SuiteError, outcome.Reason ?? outcome.Status.ToString()),
    };
}
