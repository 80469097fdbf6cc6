using Ballast.Host.Devices;
using Ballast.Host.Machine;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Host.Pci;

/// <summary>
/// The device half of virtio over PCI (virtio 1.4, 4.1): modern, transitional or legacy. What the protocol decides is a
/// virtual member of its own.
/// </summary>
public partial class VirtioPciFunction : PciDeviceFunction, IDriverNotifications
{
    private const int LegacyBar = 0;
    private const int MsiXBar = 1;
    private const int StructureBar = 4;
    private const uint LegacyBarLength = 64;
    private const uint StructureBarLength = 0x1_0000;
    private const uint CommonAt = 0x0000;
    private const uint IsrAt = 0x1000;
    private const uint DeviceAt = 0x2000;
    private const uint NotifyAt = 0x3000;
    private const uint OddAt = 0xc000;
    private const uint OddLength = 0x1000;

    private readonly IVirtioDevice _device;
    private readonly IEventLoop _loop;
    private readonly VirtioPciOptions _options;
    private readonly FeatureWords _features;
    private readonly Dictionary<int, VirtioPciQueue> _queues = [];
    private IsrStatus _isr;
    private bool _isDead;

    /// <summary>Puts a device on PCI.</summary>
    /// <param name="device">The device; it reaches its driver through this function from now on.</param>
    /// <param name="bus">The machine's bus.</param>
    /// <param name="loop">The loop on which the device works.</param>
    /// <param name="options">How.</param>
    public VirtioPciFunction(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioPciOptions options)
        : base(bus, options.Line, options.Vectors, MsiXBar)
    {
        _device = device;
        _loop = loop;
        _options = options;
        _features = new(device);
        device.AttachDriver(this);
        bool isModern = options.Interface == VirtioPciInterface.Modern;
        SetSpace(PciRegister.Vendor, 2, VirtioPciId.Vendor);
        // device.pci.discovery.3, .5 and .6, device.legacy.pci.discovery.1 and .3
        SetSpace(PciRegister.Device, 2, options.DeviceNumber ?? (isModern ? VirtioPciId.ModernBalloon : VirtioPciId.TransitionalBalloon));
        SetSpace(PciRegister.Revision, 1, options.Revision ?? (byte)(isModern ? 1 : 0));
        // A memory controller is not what a balloon is, but "other" is.
        SetSpace(PciRegister.Revision + 3, 1, 0xff);
        SetSpace(PciRegister.SubsystemVendor, 2, VirtioPciId.Vendor);
        // device.pci.discovery.7, device.legacy.pci.discovery.2
        SetSpace(PciRegister.SubsystemDevice, 2, isModern ? 0x40u + VirtioPciId.Balloon : VirtioPciId.Balloon);
        // device.pci.non-transitional.1: a bar for legacy drivers also where there is nothing for them.
        AddPortBar(LegacyBar, LegacyBarLength);
        if (options.Interface == VirtioPciInterface.Legacy) return;
        AddMemoryBar(StructureBar, StructureBarLength);
        AddStructures();
    }

    /// <summary>The device.</summary>
    protected IVirtioDevice Device => _device;

    /// <summary>How it was put on PCI.</summary>
    protected VirtioPciOptions Options => _options;

    /// <inheritdoc/>
    public void UsedBuffers(int queue)
    {
        if (IsMsiXOn)
        {
            // device.pci.interrupt.1
            SendQueueMessage(QueueAt(queue).Vector);
            return;
        }
        // device.pci.isr.3
        RaiseIsr(IsrStatus.Queue);
    }

    /// <inheritdoc/>
    public void ConfigurationChanged()
    {
        // device.pci.isr.2
        if (!IsMsiXOn)
        {
            RaiseIsr(IsrStatus.Configuration);
            return;
        }
        NoteInIsr(IsrStatus.Configuration);
        SendConfigurationMessage(_configurationVector);
    }

    /// <summary>Sends the message for a queue that has used buffers.</summary>
    protected virtual void SendQueueMessage(ushort vector)
    {
        if (vector != CommonRegister.NoVector) SendMessage(vector);
    }

    // device.pci.config-change.2
    /// <summary>Sends the message for a change of the configuration.</summary>
    protected virtual void SendConfigurationMessage(ushort vector)
    {
        if (vector != CommonRegister.NoVector) SendMessage(vector);
    }

    /// <summary>Sets a bit of the ISR status without an interrupt.</summary>
    protected virtual void NoteInIsr(IsrStatus bit) => _isr |= bit;

    /// <summary>Sets a bit of the ISR status and raises the line.</summary>
    protected virtual void RaiseIsr(IsrStatus bit)
    {
        NoteInIsr(bit);
        WantLine(true);
    }

    // device.pci.isr.5
    /// <summary>What is left of the ISR status when it was read.</summary>
    protected virtual IsrStatus AfterRead(IsrStatus read) => IsrStatus.None;

    /// <inheritdoc/>
    protected override ulong ReadRegisters(int bar, uint offset, int width)
    {
        if (_isDead) return 0;
        if (bar == LegacyBar) return ReadLegacy(offset, width);
        return offset switch
        {
            < IsrAt => ReadCommon(offset, width),
            < DeviceAt => offset == IsrAt ? ReadIsr() : 0UL,
            < NotifyAt => ReadDevice(offset - DeviceAt, width),
            _ => 0UL,
        };
    }

    /// <inheritdoc/>
    protected override void WriteRegisters(int bar, uint offset, int width, ulong value)
    {
        if (_isDead) return;
        if (bar == LegacyBar) WriteLegacy(offset, width, (uint)value);
        else if (offset < IsrAt) WriteCommon(offset, width, value);
        else if (offset is >= DeviceAt and < NotifyAt) WriteDevice(offset - DeviceAt, width, value);
        else if (offset is >= NotifyAt and < OddAt) WriteNotify(offset - NotifyAt, width, (uint)value);
    }

    private VirtioPciQueue QueueAt(int index)
    {
        if (!_queues.TryGetValue(index, out var queue)) _queues[index] = queue = new();
        return queue;
    }

    private byte ReadIsr()
    {
        var read = _isr;
        _isr = AfterRead(read);
        if (_isr == IsrStatus.None) WantLine(false);
        return (byte)read;
    }

    private ulong ReadDevice(uint offset, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        _device.ReadConfiguration((int)offset, bytes[..width]);
        ulong value = 0;
        for (int i = width - 1; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }

    private void WriteDevice(uint offset, int width, ulong value)
    {
        Span<byte> bytes = stackalloc byte[width];
        for (int i = 0; i < width; i++) bytes[i] = (byte)(value >> 8 * i);
        _device.WriteConfiguration((int)offset, bytes);
    }

    private void WriteNotify(uint offset, int width, uint value)
    {
        var accepted = _device.AcceptedFeatures;
        var data = accepted.Has(Feature.NotificationData) && width == 4 ? Virtio.Rings.NotificationData.Of(value) : (Virtio.Rings.NotificationData?)null;
        int queue = _options.NotifyMultiplier == 0 ? IndexOf((ushort)value) : (int)(offset / _options.NotifyMultiplier);
        // What the device chose for its own use stands for the queue; the device knows it by its index.
        if (data is { } said && accepted.Has(Feature.NotifConfigData) && said.QueueIndex == ChosenData(queue)) data = said with { QueueIndex = (ushort)queue };
        _loop.Post(() => _device.Notify(queue, data));
    }

    private int IndexOf(ushort value)
    {
        if (!_device.AcceptedFeatures.Has(Feature.NotifConfigData)) return value;
        for (int queue = 0; queue < _device.QueueCount; queue++)
        {
            if (ChosenData(queue) == value) return queue;
        }
        return value;
    }

    // A number that is not the index, so that a driver which writes the index shows.
    private static ushort ChosenData(int queue) => (ushort)(0x100 + queue);

    private void ResetRegisters()
    {
        _features.Reset();
        ResetQueues();
        _isr = IsrStatus.None;
        WantLine(false);
        _deviceFeatureSelect = _driverFeatureSelect = 0;
        _queueSelect = 0;
        ResetVectors();
    }
}
