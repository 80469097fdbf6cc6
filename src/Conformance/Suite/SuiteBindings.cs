using Ballast.Conformance.Scenarios;
using Ballast.Conformance.Steps;
using Ballast.Conformance.Testbeds;

namespace Ballast.Conformance.Suite;

/// <summary>The steps, parameter types and hooks that feature files can use.</summary>
public static class SuiteBindings
{
    /// <summary>All of them.</summary>
    public static BindingSet Create() => new BindingRegistry()
        .AddService<Testbed>()
        .Add<SuiteParameterTypes>()
        .Add<SuiteHooks>()
        .Add<DriverNegotiationSteps>()
        .Add<DeviceNegotiationSteps>()
        .Add<LifecycleDriverSteps>()
        .Add<LifecycleMomentSteps>()
        .Add<SuspensionDeviceSteps>()
        .Add<QueueResetDeviceSteps>()
        .Add<BalloonDriverSteps>()
        .Add<BalloonDeviceSteps>()
        .Add<PageContentSteps>()
        .Add<ReportingDriverSteps>()
        .Add<ReportingDeviceSteps>()
        .Add<StatisticsDriverSteps>()
        .Add<RingSteps>()
        .Add<QueueDeviceSteps>()
        .Add<QueueDriverSteps>()
        .Add<HintingDriverSteps>()
        .Add<HintingDeviceSteps>()
        .Add<MigratedHintingSteps>()
        .Add<HintedMoveSteps>()
        .Add<MigratedStateSteps>()
        .Add<BitmapSteps>()
        .Add<BitmapHandDrivenSteps>()
        .Add<LegacySteps>()
        .Add<LegacyDriverSteps>()
        .Add<LegacyDeviceSteps>()
        .Add<MmioDeviceSteps>()
        .Add<RemovalSteps>()
        .Add<HostileDeviceSteps>()
        .Add<MmioDriverSteps>()
        .Add<LegacyPciSteps>()
        .Add<MachineSteps>()
        .Add<MigrationSteps>()
        .Add<PciDeviceSteps>()
        .Add<PciInterruptSteps>()
        .Add<PciDriverSteps>()
        .Build();
}
