using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Steps;

/// <summary>What decides before the first step that a scenario does not apply.</summary>
[Binding]
internal sealed class SuiteHooks(Testbed bed)
{
    [BeforeScenario("@needs:status", Order = 0)]
    public void NeedsStatus()
    {
        if (!bed.ShowsStatus) throw new StepNotApplicableException("vhost-user front ends of this kind send no device status: it cannot be seen");
    }

    [BeforeScenario("@needs:generation", Order = 0)]
    public void NeedsGeneration()
    {
        if (!bed.ShowsStatus) throw new StepNotApplicableException("vhost-user carries no configuration generation: the front end makes up its own");
    }

    [BeforeScenario("@needs:legacy-queues", Order = 0)]
    public void NeedsLegacyQueues()
    {
        if (bed.UsesThirdParty)
            throw new StepNotApplicableException("vhost-user tells each part of a queue by itself: that there is one address and one size to go by cannot be seen");
    }

    [BeforeScenario("@needs:map", Order = 0)]
    public void NeedsMap()
    {
        if (bed.UsesThirdParty) throw new StepNotApplicableException("third parties bring their own RAM: its map is not in the trace");
    }

    [BeforeScenario("@needs:emulator", Order = 0)]
    public void NeedsAnEmulator()
    {
        if (!bed.UsesForeignDevice)
            throw new StepNotApplicableException("our machine is RAM, a bus and the device: nothing is plugged, and RAM alone is migrated, in one way");
    }

    [BeforeScenario("@needs:lockstep", Order = 0)]
    public void NeedsLockstep()
    {
        if (bed.UsesThirdParty)
            throw new StepNotApplicableException("a driver that runs by itself may act between two looks at a ring: which wish it acted on cannot be seen");
    }

    [BeforeScenario("@needs:notification-data", Order = 0)]
    public void NeedsNotificationData()
    {
        if (bed.UsesThirdParty) throw new StepNotApplicableException("vhost-user notifies by an event: what a driver would say with it is not carried");
    }

    [BeforeScenario("@dialect:bitmap", Order = 0)]
    public void NeedsBitmapDialect()
    {
        if (bed.UsesThirdParty)
            throw new StepNotApplicableException("the bitmap dialect of 2016 was never merged: no third party speaks it");
    }
}
