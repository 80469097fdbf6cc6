using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Testbeds;
using Ballast.Virtio;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Steps;

/// <summary>Who stands on either side of the legacy interface, and how its rings lie in memory.</summary>
[Binding]
internal sealed class LegacySteps(Testbed bed)
{
    [Given("a {byte_order} guest")]
    public void GivenAGuest(ByteOrder order)
    {
        if (bed.UsesThirdParty && order == ByteOrder.Big)
            throw new StepNotApplicableException("the guest of the other side runs on this machine's processor, which is little-endian");
        bed.Plan.ByteOrder = order;
    }

    [Given("a transitional device that offers {features}")]
    public void GivenATransitionalDevice(FeatureSet features)
    {
        bed.Plan.HasLegacyInterface = true;
        bed.Plan.Offered = features.With(Feature.Version1);
    }

    [Given("a legacy device that offers {features}")]
    public void GivenALegacyDevice(FeatureSet features)
    {
        bed.Plan.HasLegacyInterface = true;
        bed.Plan.Offered = features.Without(Feature.Version1);
    }

    [Given("a legacy device that offers {features} and reports the length of whole buffers")]
    public void GivenADeviceOfOld(FeatureSet features)
    {
        GivenALegacyDevice(features);
        bed.Plan.ReportsTotalLength = true;
    }

    [Given("a legacy driver in operation with {features}")]
    public void GivenALegacyDriver(FeatureSet features)
    {
        if (!bed.Plan.HasLegacyInterface) GivenATransitionalDevice(features);
        bed.HandDriven.StartLegacy(features);
    }

    [Given("a legacy driver in operation with all that it is offered")]
    public void GivenADriverThatTakesEverything() => bed.HandDriven.StartLegacy(new(ulong.MaxValue));

    [Then("every ring is where the legacy layout has it, in the guest's byte order")]
    public async Task ThenTheRingsAreInTheirPlace()
    {
        await bed.SettleAsync();
        var rings = bed.VerifyLegacyRings();
        StepFailureException.Unless(rings.Any(r => r.Available > 0), "chains in the rings", "none in any queue");
        foreach (var ring in rings)
            StepFailureException.Unless(ring.StrangeAvailable == 0 && ring.StrangeUsed == 0 && ring.Used <= ring.Available, "rings that make sense", ring.ToString());
    }
}
