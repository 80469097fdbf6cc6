using Ballast.Virtio;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Conformance.Rules.Transports.Mmio;

/// <summary>When a driver knows the device, it initialises it in the order that holds for every transport (3.1.1).</summary>
internal sealed class InitialisationIsInOrder() : MmioRule("driver.mmio.init.6")
{
    private static readonly DeviceStatus[] Steps = [DeviceStatus.Acknowledge, DeviceStatus.Driver, DeviceStatus.FeaturesOk, DeviceStatus.DriverOk];

    private DeviceStatus _status;
    private bool _isUntouched = true;

    protected override void Written(RegisterWritten written, int register, ulong value)
    {
        if (!BeganEarly || Registers.IsLegacy) return;
        bool isReset = register == MmioRegister.Status && value == 0;
        bool isStep = register == MmioRegister.Status || Needed(register, value) is not null;
        if (_isUntouched && isStep && !isReset) Broken(written, $"{At(register)} is written before the device is reset");
        _isUntouched &= !isStep;
        if (isReset) _status = DeviceStatus.None;
        else if (register == MmioRegister.Status) Follow(written, (DeviceStatus)value);
        else if (Needed(register, value) is { } step && !_status.HasFlag(step)) Broken(written, $"{At(register)} is written before {step}");
        else if (register == MmioRegister.DriverFeatures && _status.HasFlag(DeviceStatus.FeaturesOk)) Broken(written, "features are written after FEATURES_OK");
    }

    private static DeviceStatus? Needed(int register, ulong value) => register switch
    {
        MmioRegister.DriverFeatures => DeviceStatus.Driver,
        MmioRegister.QueueReady when value == 1 => DeviceStatus.FeaturesOk,
        MmioRegister.QueueNotify => DeviceStatus.DriverOk,
        _ => null,
    };

    private void Follow(RegisterWritten written, DeviceStatus status)
    {
        foreach (var step in Steps)
        {
            if (!status.HasFlag(step) || _status.HasFlag(step)) continue;
            var missing = Steps.TakeWhile(s => s != step).FirstOrDefault(s => !status.HasFlag(s));
            if (missing != DeviceStatus.None) Broken(written, $"{step} is set without {missing}");
            else if (step == DeviceStatus.DriverOk) Kept(written);
        }
        _status |= status;
    }
}
