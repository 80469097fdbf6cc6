using Ballast.Conformance.Clauses;
using Ballast.Virtio;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Legacy;

/// <summary>A transitional device tells a legacy driver by VERSION_1 not being accepted, and lets it go into operation without FEATURES_OK.</summary>
internal sealed class LegacyDriverIsRecognised : PerLifeRule
{
    public override ClauseId Clause => "device.legacy.features.1";

    protected override void Watch(TraceEvent e)
    {
        if (Context.Life is not { IsLegacy: true, IsDriverOk: true, IsFeaturesOk: false, Offered: { IsLegacy: false } offered } || !offered.Has(Feature.AnyLayout)) return;
        switch (e)
        {
            case StatusRead { Status: var status } when !status.HasFlag(DeviceStatus.DriverOk):
                Broken(e, "VERSION_1 was not accepted, and DRIVER_OK does not stay without FEATURES_OK");
                break;
            case Refused { By: TraceActor.Device, Violation: { Clause: "driver.init.5", Message: var message } }:
                Broken(e, message);
                break;
            case ChainUsed:
                Kept(e);
                break;
        }
    }
}
