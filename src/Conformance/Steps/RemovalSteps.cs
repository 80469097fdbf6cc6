using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Steps;

/// <summary>A device that leaves the machine that it was in.</summary>
[Binding]
internal sealed class RemovalSteps(Testbed bed)
{
    [When("the device is taken out of the machine")]
    public void WhenTheDeviceIsTakenOut() => bed.RemoveDevice();

    [Then("the machine runs on without it")]
    public void ThenTheMachineRunsOn() => StepFailureException.Unless(!bed.HasDevice, "a machine without a balloon", "the balloon is still on its bus");
}
