using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class LegacyPciCases
{
    private const int Status = LegacyPciRegister.DeviceStatus;
    private const ulong Vector = 0x11;
    private const ulong Vendors = 0x09;

    private static readonly TraceEvent Answers = L(LegacyPciRegister.DeviceFeatures, 2);
    private static readonly TraceEvent Transitional = C(PciRegister.Vendor, 4, 0x1002_1af4);
    private static readonly TraceEvent Taken = new RegisterWritten(RegisterSpace.PciConfiguration, PciRegister.Command, 2, 7);
    private static readonly TraceEvent Measures = new RegisterWritten(RegisterSpace.PciConfiguration, PciRegister.FirstBar, 4, uint.MaxValue);
    private static readonly TraceEvent KnowsLegacy = new DriverDescribed(true);
    private static readonly TraceEvent KnowsNone = new DriverDescribed(false);

    private static readonly TraceEvent[] NoCapabilities = [Taken, C(PciRegister.Status, 2, 0)];
    private static readonly TraceEvent[] FoundVendors = [Taken, C(PciRegister.Status, 2, 0x10), C(PciRegister.Capabilities, 1, 0x40), C(0x41, 1, 0), C(0x40, 1, Vendors)];
    private static readonly TraceEvent[] Searched = [.. FoundVendors, C(0x43, 1, 1)];

    private static readonly TraceEvent[] MessagesOn =
    [
        C(PciRegister.Status, 2, 0x10), C(PciRegister.Capabilities, 1, 0x98), C(0x99, 1, 0), C(0x98, 1, Vector),
        new RegisterWritten(RegisterSpace.PciConfiguration, 0x9a, 2, 0x8000),
    ];

    public static IEnumerable<RuleCase> All => [.. Devices, .. Drivers];

    private static IEnumerable<RuleCase> Devices =>
    [
        Kept("device.legacy.pci.discovery.1", "revision 0", Answers, C(PciRegister.Revision, 1, 0)),
        Broken("device.legacy.pci.discovery.1", "revision 1", Answers, C(PciRegister.Revision, 1, 1)),
        Silent("device.legacy.pci.discovery.1", "no legacy interface", C(PciRegister.Revision, 1, 1)),
        Kept("device.legacy.pci.discovery.2", "5", Answers, C(PciRegister.SubsystemDevice, 2, 5)),
        Broken("device.legacy.pci.discovery.2", "0x45", Answers, C(PciRegister.SubsystemDevice, 2, 0x45)),
        Kept("device.legacy.pci.discovery.3", "0x1002", Answers, Transitional),
        Broken("device.legacy.pci.discovery.3", "0x1045", Answers, C(PciRegister.Vendor, 4, 0x1045_1af4)),
        Kept("device.legacy.pci.detection.1", "ports", Transitional, Measures, C(PciRegister.FirstBar, 4, 0xffc1)),
        Broken("device.legacy.pci.detection.1", "memory", Transitional, Measures, C(PciRegister.FirstBar, 4, 0xffff_ffc0)),
        Kept("device.legacy.pci.layout.1", "answers", Transitional, LW(Status, 1), L(Status, 1, 1)),
        Broken("device.legacy.pci.layout.1", "silence", Transitional, LW(Status, 1), L(Status, 0, 1)),
        Broken("device.legacy.pci.layout.1", "memory", Transitional, Measures, C(PciRegister.FirstBar, 4, 0xffff_ffc0)),
        Kept("device.legacy.pci.layout.2", "bytes", L(20, 0x1234), L(20, 0x34, 1), L(21, 0x12, 1)),
        Broken("device.legacy.pci.layout.2", "other bytes", L(20, 0x1234), L(21, 0x34, 1)),
        Broken("device.legacy.pci.layout.2", "bytes that were not taken", LW(24, 0x34), LW(25, 0x12), L(24, 0x34)),
        Silent("device.legacy.pci.layout.2", "changed meanwhile", L(20, 0x1234), Target(0x1234, 5), L(20, 5, 1)),
        Kept("device.legacy.pci.layout.3", "at 20", Target(0, 0x1234), L(20, 0x1234)),
        Broken("device.legacy.pci.layout.3", "not at 20", Target(0, 0x1234), L(20, 0)),
        Kept("device.legacy.pci.layout.3", "at 24", [.. MessagesOn, Target(0, 0x1234), L(20, 0), L(24, 0x1234)]),
        Kept("device.legacy.pci.layout.4", "served", LW(4, 2, 4), new LegacyRingVerified(BalloonQueue.Inflate, 1, 0, 1, 0)),
        Broken("device.legacy.pci.layout.4", "VERSION_1 taken", LW(4, 2, 4), Accepts(1, Feature.Version1)),
        Broken("device.legacy.pci.layout.4", "not served", LW(4, 2, 4), new LegacyRingVerified(BalloonQueue.Inflate, 1, 0, 0, 0)),
    ];

    private static IEnumerable<RuleCase> Drivers =>
    [
        Kept("driver.legacy.pci.layout.1", "bar 0", Accepts(1), LW(Status, 7)),
        Broken("driver.legacy.pci.layout.1", "common configuration", Accepts(1), new RegisterWritten(RegisterSpace.Common, CommonRegister.DeviceStatus, 1, 7)),
        Silent("driver.legacy.pci.layout.1", "VERSION_1", Accepts(Feature.Version1), new RegisterWritten(RegisterSpace.Common, CommonRegister.DeviceStatus, 1, 15)),
        Kept("driver.legacy.pci.layout.3", "at 20", L(20, 5), LW(24, 5, 4)),
        Kept("driver.legacy.pci.layout.3", "at 24", [.. MessagesOn, LW(20, 0, 2), L(24, 5)]),
        Broken("driver.legacy.pci.layout.3", "at 20 with MSI-X", [.. MessagesOn, L(20, 5)]),
        Broken("driver.legacy.pci.layout.3", "at 24 without MSI-X", LW(28, 5, 4)),
        Kept("driver.legacy.pci.detection.1", "searched", [KnowsLegacy, .. Searched, LW(Status, 0)]),
        Broken("driver.legacy.pci.detection.1", "not searched", [KnowsLegacy, .. FoundVendors, LW(Status, 0)]),
        Silent("driver.legacy.pci.detection.1", "another kind of driver", [KnowsNone, .. Searched]),
        Kept("driver.legacy.pci.detection.3", "searched", [KnowsNone, .. Searched]),
        Broken("driver.legacy.pci.detection.3", "given up without a look", KnowsNone, Taken),
        Kept("driver.legacy.pci.detection.2", "used", [KnowsLegacy, .. NoCapabilities, LW(Status, 0)]),
        Broken("driver.legacy.pci.detection.2", "given up", [KnowsLegacy, .. NoCapabilities]),
        Silent("driver.legacy.pci.detection.2", "there are capabilities", [KnowsLegacy, .. Searched]),
        Kept("driver.legacy.pci.detection.4", "given up", [KnowsNone, .. NoCapabilities]),
        Broken("driver.legacy.pci.detection.4", "used", [KnowsNone, .. NoCapabilities, LW(Status, 0)]),
    ];

    private static RegisterRead C(int register, int width, ulong value) => new(RegisterSpace.PciConfiguration, (uint)register, width, value);

    private static RegisterRead L(int register, ulong value, int width = 4) => new(RegisterSpace.LegacyPci, (uint)register, width, value);

    private static RegisterWritten LW(int register, ulong value, int width = 1) => new(RegisterSpace.LegacyPci, (uint)register, width, value);
}
