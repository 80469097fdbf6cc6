using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using static Ballast.Conformance.Tests.Rules.RuleCase;
using static Ballast.Conformance.Tests.Rules.Told;

namespace Ballast.Conformance.Tests.Rules;

internal static class MmioCases
{
    private const int Configuration = MmioRegister.Configuration;
    private const int Generation = MmioRegister.ConfigurationGeneration;
    private const int Events = MmioRegister.InterruptStatus;
    private const int Acknowledge = MmioRegister.InterruptAcknowledge;
    private const int Ready = MmioRegister.QueueReady;
    private const int Reset = MmioRegister.QueueReset;
    private const int Notify = MmioRegister.QueueNotify;
    private const int Status = MmioRegister.Status;
    private const int Vendor = MmioRegister.VendorId;

    private static readonly TraceEvent Raised = new InterruptLineChanged(16, true);
    private static readonly TraceEvent Lowered = new InterruptLineChanged(16, false);
    private static readonly TraceEvent InflateQueue = new QueueConfigured(0, BalloonQueue.Inflate, SplitLayout.At(0x1000, 128, out _));

    private static readonly TraceEvent[] Known = [R(MmioRegister.MagicValue, MmioRegister.Magic), R(MmioRegister.Version, 2), R(MmioRegister.DeviceId, 5)];

    private static readonly TraceEvent[] ResetUnderWay = [W(Status, 0), InflateQueue, W(Ready, 1), W(Reset, 1)];

    public static IEnumerable<RuleCase> All => [.. Devices, .. DeviceQueues, .. DriverAccesses, .. DriverQueues, .. DriverInterrupts, .. DriverBeginnings];

    private static IEnumerable<RuleCase> Devices =>
    [
        Kept("device.mmio.registers.1", "virt", R(0, MmioRegister.Magic)),
        Broken("device.mmio.registers.1", "triv", R(0, 0x7669_7274)),
        Kept("device.mmio.registers.2", "version 2", R(4, 2)),
        Broken("device.mmio.registers.2", "version 3", R(4, 3)),
        Broken("device.mmio.registers.2", "version 1 with the registers of 2", R(4, 1), W(Status, 0)),
        Silent("device.mmio.registers.2", "a legacy driver", R(4, 1), W(MmioRegister.LegacyGuestPageSize, 4096)),
        Kept("device.mmio.registers.3", "shown twice", R(Events, 1), R(Events, 1)),
        Kept("device.mmio.registers.3", "shown with the line", Raised, R(Events, 2), W(Acknowledge, 2), Lowered, R(Events, 0)),
        Broken("device.mmio.registers.3", "gone by itself", R(Events, 3), W(Acknowledge, 1), R(Events, 0)),
        Broken("device.mmio.registers.3", "the line alone", Raised, R(Events, 0)),
        Silent("device.mmio.registers.3", "reset", R(Events, 1), W(Status, 0), R(Events, 0)),
        Kept("device.mmio.registers.4", "nothing", W(Status, 0), R(Events, 0)),
        Broken("device.mmio.registers.4", "undefined bits", R(Events, 4)),
        Broken("device.mmio.registers.4", "a queue without buffers", W(Status, 0), R(Events, 3)),
        Broken("device.mmio.registers.4", "shown after it was acknowledged", R(Events, 2), W(Acknowledge, 2), R(Events, 2)),
        Kept("device.mmio.registers.4", "once more", R(Events, 2), W(Acknowledge, 2), Target(1, 2), R(Events, 2)),
        Kept("device.mmio.registers.5", "cleared", W(Ready, 1), W(Status, 0), R(Events, 0), R(Ready, 0)),
        Broken("device.mmio.registers.5", "events left", W(Status, 0), R(Events, 2)),
        Broken("device.mmio.registers.5", "a queue left", W(Ready, 1), W(Status, 0), R(Ready, 1)),
        Silent("device.mmio.registers.5", "later", W(Status, 0), W(Status, 1), R(Events, 2)),
        Kept("device.mmio.registers.6", "another generation", R(Generation, 1), R(Configuration, 5), R(Configuration, 6), R(Generation, 2)),
        Broken("device.mmio.registers.6", "the same generation", R(Generation, 1), R(Configuration, 5), R(Configuration, 6), R(Generation, 1)),
        Silent("device.mmio.registers.6", "the driver's own change", R(Generation, 1), R(Configuration + 4, 5), W(Configuration + 4, 6), R(Configuration + 4, 6), R(Generation, 1)),
    ];

    private static IEnumerable<RuleCase> DeviceQueues =>
    [
        Kept("device.mmio.registers.7", "left alone", InflateQueue, W(Ready, 1), W(Ready, 0), W(Notify, 0)),
        Broken("device.mmio.registers.7", "used", InflateQueue, W(Ready, 1), W(Ready, 0), W(Notify, 0), Inflated()),
        Silent("device.mmio.registers.7", "in use", InflateQueue, W(Ready, 1), W(Notify, 0), Inflated()),
        Kept("device.mmio.registers.8", "0", W(Status, 0), R(Reset, 0)),
        Broken("device.mmio.registers.8", "1", W(Status, 0), R(Reset, 1)),
        Kept("device.mmio.registers.9", "0", W(Ready, 1), R(Reset, 0)),
        Broken("device.mmio.registers.9", "1", W(Ready, 1), R(Reset, 1)),
        Kept("device.mmio.registers.10", "silent", [.. ResetUnderWay, R(Reset, 0), W(Notify, 0)]),
        Broken("device.mmio.registers.10", "used", [.. ResetUnderWay, R(Reset, 0), W(Notify, 0), Inflated()]),
        Broken("device.mmio.registers.10", "lost", [.. ResetUnderWay, R(Reset, 0), W(Ready, 1), new RequestsVerified(BalloonQueue.Inflate, 3, 2)]),
        Kept("device.mmio.registers.11", "1, then 0", [.. ResetUnderWay, R(Reset, 1), R(Reset, 0), R(Reset, 0)]),
        Broken("device.mmio.registers.11", "0, then 1", [.. ResetUnderWay, R(Reset, 0), R(Reset, 1)]),
        Kept("device.mmio.registers.12", "not ready", [.. ResetUnderWay, R(Reset, 0), R(Ready, 0)]),
        Broken("device.mmio.registers.12", "ready", [.. ResetUnderWay, R(Reset, 0), R(Ready, 1)]),
        Silent("device.mmio.registers.12", "not done", [.. ResetUnderWay, R(Reset, 1), R(Ready, 1)]),
    ];

    private static IEnumerable<RuleCase> DriverAccesses =>
    [
        Kept("driver.mmio.registers.1", "described", R(Vendor, 0)),
        Broken("driver.mmio.registers.1", "a hole", R(0x018, 0)),
        Broken("driver.mmio.registers.1", "behind the configuration", R(Configuration + 16, 0)),
        Broken("driver.mmio.registers.1", "a register of old", W(MmioRegister.LegacyQueuePageNumber, 0)),
        Kept("driver.mmio.registers.1", "a register of old on a device of old", R(4, 1), W(MmioRegister.LegacyQueuePageNumber, 0)),
        Kept("driver.mmio.registers.2", "for writing", W(Status, 0)),
        Broken("driver.mmio.registers.2", "for reading", W(Vendor, 0)),
        Kept("driver.mmio.registers.3", "for reading", R(Vendor, 0)),
        Broken("driver.mmio.registers.3", "for writing", R(MmioRegister.QueueSelect, 0)),
        Kept("driver.mmio.registers.4", "4 bytes", R(Vendor, 0)),
        Broken("driver.mmio.registers.4", "1 byte", R(Status, 0, 1)),
        Silent("driver.mmio.registers.4", "configuration", R(Configuration, 0, 1)),
        Kept("driver.mmio.registers.5", "4 bytes", R(Configuration, 0)),
        Broken("driver.mmio.registers.5", "2 bytes", R(Configuration + 2, 0, 2)),
        Silent("driver.mmio.registers.5", "a legacy device", R(4, 1), R(Configuration + 2, 0, 2)),
        Kept("driver.mmio.registers.6", "left alone", R(0, 7)),
        Broken("driver.mmio.registers.6", "reset", R(0, 7), W(Status, 0)),
        Kept("driver.mmio.registers.8", "left alone", R(4, 3)),
        Broken("driver.mmio.registers.8", "reset", R(4, 3), W(Status, 0)),
        Silent("driver.mmio.registers.8", "a legacy device", R(4, 1), W(Status, 0)),
        Kept("driver.mmio.registers.10", "left alone", R(8, 0)),
        Broken("driver.mmio.registers.10", "reset", R(8, 0), W(Status, 0)),
        Kept("driver.mmio.registers.12", "selected", W(Status, 0), W(MmioRegister.DeviceFeaturesSelect, 0), R(MmioRegister.DeviceFeatures, 0)),
        Broken("driver.mmio.registers.12", "not selected", W(Status, 0), R(MmioRegister.DeviceFeatures, 0)),
        Kept("driver.mmio.registers.13", "selected", W(Status, 0), W(MmioRegister.DriverFeaturesSelect, 0), W(MmioRegister.DriverFeatures, 0)),
        Broken("driver.mmio.registers.13", "not selected", W(Status, 0), W(MmioRegister.DriverFeatures, 0)),
    ];

    private static IEnumerable<RuleCase> DriverQueues =>
    [
        Kept("driver.mmio.registers.14", "as large as can be", R(MmioRegister.QueueSizeMaximum, 256), W(MmioRegister.QueueSize, 256)),
        Broken("driver.mmio.registers.14", "larger", R(MmioRegister.QueueSizeMaximum, 256), W(MmioRegister.QueueSize, 512)),
        Silent("driver.mmio.registers.14", "another queue", R(MmioRegister.QueueSizeMaximum, 256), W(MmioRegister.QueueSelect, 1), W(MmioRegister.QueueSize, 512)),
        Kept("driver.mmio.registers.15", "before", W(Status, 0), W(MmioRegister.QueueSize, 256), W(Ready, 1)),
        Broken("driver.mmio.registers.15", "behind", W(Ready, 1), W(MmioRegister.QueueDescriptors, 0x1000)),
        Kept("driver.mmio.registers.16", "stopped", W(Ready, 1), W(Ready, 0)),
        Broken("driver.mmio.registers.16", "without a place", W(Ready, 1), W(MmioRegister.QueueDescriptors, 0)),
        Kept("driver.mmio.registers.17", "read back", W(Ready, 1), W(Ready, 0), R(Ready, 0)),
        Kept("driver.mmio.registers.17", "an interrupt in between", W(Ready, 1), W(Ready, 0), R(Events, 1), W(Acknowledge, 1), R(Ready, 0)),
        Broken("driver.mmio.registers.17", "the end", W(Ready, 1), W(Ready, 0)),
        Broken("driver.mmio.registers.17", "something else", W(Ready, 1), W(Ready, 0), W(Status, 0), R(Ready, 0)),
        Kept("driver.mmio.registers.21", "seen", [.. ResetUnderWay, R(Reset, 1), R(Reset, 0), W(Ready, 1)]),
        Broken("driver.mmio.registers.21", "not awaited", [.. ResetUnderWay, R(Reset, 1), W(Ready, 1)]),
    ];

    private static IEnumerable<RuleCase> DriverInterrupts =>
    [
        Kept("driver.mmio.registers.18", "the defined one handled", R(Events, 5), W(Acknowledge, 1)),
        Broken("driver.mmio.registers.18", "nothing handled", R(Events, 5), W(Acknowledge, 0)),
        Broken("driver.mmio.registers.18", "given up", R(Events, 5), W(Status, 128)),
        Kept("driver.mmio.registers.19", "acknowledged", R(Events, 3), W(Acknowledge, 3)),
        Broken("driver.mmio.registers.19", "one of two", R(Events, 3), W(Acknowledge, 1), R(Events, 2)),
        Broken("driver.mmio.registers.19", "the end", R(Events, 1)),
        Silent("driver.mmio.registers.19", "reset", R(Events, 1), W(Status, 0)),
        Kept("driver.mmio.registers.20", "defined", W(Acknowledge, 3)),
        Broken("driver.mmio.registers.20", "undefined", W(Acknowledge, 5)),
        Kept("driver.mmio.interrupt.1", "read", Raised, R(Events, 1), W(Acknowledge, 1)),
        Broken("driver.mmio.interrupt.1", "guessed", Raised, W(Acknowledge, 3)),
        Kept("driver.mmio.interrupt.3", "acknowledged", R(Events, 2), W(Acknowledge, 2)),
        Broken("driver.mmio.interrupt.3", "not acknowledged", R(Events, 2), R(Events, 2)),
    ];

    private static IEnumerable<RuleCase> DriverBeginnings =>
    [
        Kept("driver.mmio.init.1", "magic and version", Known),
        Broken("driver.mmio.init.1", "something else first", R(Vendor, 0)),
        Broken("driver.mmio.init.1", "no version", Known[0], W(Status, 0)),
        Silent("driver.mmio.init.1", "a trace that begins late", Writes(DeviceStatus.Acknowledge), R(Vendor, 0)),
        Kept("driver.mmio.init.2", "then the device", Known),
        Broken("driver.mmio.init.2", "no device", [.. Known[..2], W(Status, 0)]),
        Kept("driver.mmio.init.3", "given up", R(8, 0)),
        Broken("driver.mmio.init.3", "not given up", R(8, 0), W(Status, 0)),
        Kept("driver.mmio.init.4", "nothing more", R(8, 0)),
        Broken("driver.mmio.init.4", "one more look", R(8, 0), R(Vendor, 0)),
        Kept("driver.mmio.init.5", "left alone", W(Status, 15)),
        Broken("driver.mmio.init.5", "selected", W(MmioRegister.SharedMemory, 0)),
        Kept("driver.mmio.init.6", "step by step", W(Status, 0), W(Status, 1), W(Status, 3), W(MmioRegister.DriverFeatures, 0), W(Status, 11), W(Ready, 1), W(Status, 15), W(Notify, 0)),
        Broken("driver.mmio.init.6", "no reset", W(Status, 1)),
        Broken("driver.mmio.init.6", "features late", W(Status, 0), W(Status, 1), W(Status, 3), W(Status, 11), W(MmioRegister.DriverFeatures, 0)),
        Broken("driver.mmio.init.6", "a queue early", W(Status, 0), W(Status, 1), W(Status, 3), W(Ready, 1)),
        Broken("driver.mmio.init.6", "a step left out", W(Status, 0), W(Status, 1), W(Status, 5)),
    ];

    private static RegisterRead R(int register, ulong value, int width = 4) => new(RegisterSpace.Mmio, (uint)register, width, value);

    private static RegisterWritten W(int register, ulong value) => new(RegisterSpace.Mmio, (uint)register, 4, value);
}
