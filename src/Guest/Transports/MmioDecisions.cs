using Ballast.Virtio.Mmio;
using Ballast.Virtio.Pci;

namespace Ballast.Guest.Transports;

/// <summary>
/// Every decision of a driver over MMIO that the protocol rules, each in one place and free of effects. A driver that
/// decides otherwise is made by overriding one of them.
/// </summary>
public class MmioDecisions
{
    /// <summary>The registers by which a device is recognised, in the order in which they are read.</summary>
    // driver.mmio.init.1 and .2: nothing else is touched before it is clear that there is a device.
    public virtual IReadOnlyList<int> Identification => [MmioRegister.MagicValue, MmioRegister.Version, MmioRegister.DeviceId];

    /// <summary>Whether a device has the right MagicValue.</summary>
    // driver.mmio.registers.6
    public virtual bool IsVirtio(uint magic) => magic == MmioRegister.Magic;

    /// <summary>Whether this driver can drive a device of a version.</summary>
    // driver.mmio.registers.8
    public virtual bool IsKnown(uint version, bool isLegacyDriver) =>
        version == (isLegacyDriver ? MmioRegister.LegacyVersion : MmioRegister.ModernVersion);

    /// <summary>Whether DeviceID names a balloon; 0 names no device at all.</summary>
    // driver.mmio.registers.10, driver.mmio.init.3 and .4
    public virtual bool IsBalloon(uint device) => device == VirtioPciId.Balloon;

    /// <summary>Called when a device was recognised, before anything else is done with it.</summary>
    public virtual void Found(RegisterBlock registers)
    {
    }

    /// <summary>Whether a word of the device's features is chosen before it is read.</summary>
    // driver.mmio.registers.12
    public virtual bool SelectsDeviceFeatures(uint word) => true;

    /// <summary>Whether a word of the driver's features is chosen before it is written.</summary>
    // driver.mmio.registers.13
    public virtual bool SelectsDriverFeatures(uint word) => true;

    /// <summary>The size of a queue that is written to QueueSize.</summary>
    /// <param name="size">What was asked for.</param>
    /// <param name="maximum">QueueSizeMax.</param>
    // driver.mmio.registers.14
    public virtual ushort QueueSize(ushort size, ushort maximum) => Math.Min(size, maximum);

    /// <summary>Whether a queue is stopped before it is set up anew.</summary>
    // driver.mmio.registers.15 to .17
    public virtual bool StopsQueueFirst => true;

    /// <summary>The register by which a queue is stopped: 0 is written to it.</summary>
    // driver.mmio.registers.16
    public virtual int StopRegister => MmioRegister.QueueReady;

    /// <summary>Whether QueueReady is read back when a queue was stopped.</summary>
    // driver.mmio.registers.17
    public virtual bool ReadsStopBack => true;

    /// <summary>Which of the events that InterruptStatus shows are handled.</summary>
    // driver.mmio.registers.18
    public virtual IsrStatus Handled(uint status) => (IsrStatus)(status & (uint)(IsrStatus.Queue | IsrStatus.Configuration));

    /// <summary>What is written to InterruptACK when so much was handled; null to write nothing.</summary>
    /// <param name="handled">What was handled.</param>
    /// <param name="status">All that InterruptStatus showed.</param>
    // driver.mmio.registers.19 and .20, driver.mmio.interrupt.3
    public virtual uint? Acknowledged(IsrStatus handled, uint status) => (uint)handled;

    /// <summary>Whether InterruptStatus is read on an interrupt.</summary>
    // driver.mmio.interrupt.1
    public virtual bool ReadsInterruptStatus => true;

    /// <summary>Whether QueueReset says that the reset of a queue is done.</summary>
    // driver.mmio.registers.21
    public virtual bool IsResetDone(uint value) => value == 0;

    /// <summary>The widest access to the device's configuration, in bytes.</summary>
    // driver.mmio.registers.5
    public virtual int WidestAccess => 4;

    /// <summary>Bytes of an access to a control register.</summary>
    // driver.mmio.registers.4
    public virtual int RegisterWidth => 4;
}
