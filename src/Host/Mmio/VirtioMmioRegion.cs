using Ballast.Host.Devices;
using Ballast.Host.Machine;
using Ballast.Virtio;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Host.Mmio;

/// <summary>
/// The device half of virtio over MMIO, version 2 and legacy version 1 (virtio 1.4, 4.2). What the protocol decides is a
/// virtual member of its own.
/// </summary>
public class VirtioMmioRegion : IBusDevice, IDriverNotifications
{
    private readonly IVirtioDevice _device;
    private readonly ReferenceBus _bus;
    private readonly IEventLoop _loop;
    private readonly VirtioMmioOptions _options;
    private readonly FeatureWords _features;
    private readonly Dictionary<int, VirtioMmioQueue> _queues = [];
    private uint _deviceFeaturesSelect;
    private uint _driverFeaturesSelect;
    private uint _queueSelect;
    private uint _pageSize = LegacyPciRegister.PageSize;
    private IsrStatus _interrupts;

    /// <summary>Maps a device into memory.</summary>
    /// <param name="device">The device; it reaches its driver through these registers from now on.</param>
    /// <param name="bus">The machine's bus.</param>
    /// <param name="loop">The loop on which the device works.</param>
    /// <param name="options">How.</param>
    public VirtioMmioRegion(IVirtioDevice device, ReferenceBus bus, IEventLoop loop, VirtioMmioOptions options)
    {
        _device = device;
        _bus = bus;
        _loop = loop;
        _options = options;
        _features = new(device);
        device.AttachDriver(this);
    }

    /// <summary>The device.</summary>
    protected IVirtioDevice Device => _device;

    /// <inheritdoc/>
    public void UsedBuffers(int queue) => Raise(IsrStatus.Queue);

    /// <inheritdoc/>
    public void ConfigurationChanged() => Raise(IsrStatus.Configuration);

    /// <inheritdoc/>
    public bool TryRead(bool isPort, ulong address, int width, out ulong value)
    {
        value = 0;
        if (isPort || address < _options.Address || address - _options.Address >= MmioRegister.Size) return false;
        int offset = (int)(address - _options.Address);
        if (offset >= MmioRegister.Configuration) value = ReadConfiguration(offset - MmioRegister.Configuration, width);
        // Registers are of 32 bits and read as such; anything else reads as zero.
        else if (width == 4) value = Read(offset);
        return true;
    }

    /// <inheritdoc/>
    public bool TryWrite(bool isPort, ulong address, int width, ulong value)
    {
        if (isPort || address < _options.Address || address - _options.Address >= MmioRegister.Size) return false;
        int offset = (int)(address - _options.Address);
        if (offset >= MmioRegister.Configuration) WriteConfiguration(offset - MmioRegister.Configuration, width, value);
        else if (width == 4) Write(offset, (uint)value);
        return true;
    }

    // device.mmio.registers.1 and .2
    /// <summary>What identifies the device: MagicValue, Version, DeviceID.</summary>
    protected virtual uint Identity(int register) => register switch
    {
        MmioRegister.MagicValue => _options.Magic,
        MmioRegister.Version => _options.Version ?? (_options.IsLegacy ? MmioRegister.LegacyVersion : MmioRegister.ModernVersion),
        _ => _options.DeviceId,
    };

    // device.mmio.registers.3 and .4
    /// <summary>What InterruptStatus reads.</summary>
    protected virtual uint InterruptStatus(IsrStatus status) => status == IsrStatus.None ? 0 : (uint)status | _options.UndefinedInterrupts;

    // device.mmio.registers.3
    /// <summary>What is left of the events when the driver has acknowledged some.</summary>
    protected virtual IsrStatus AfterAcknowledging(IsrStatus status, uint acknowledged) => status & ~(IsrStatus)acknowledged;

    // device.mmio.registers.5
    /// <summary>The events that are left after a reset.</summary>
    protected virtual IsrStatus AfterReset(IsrStatus status) => IsrStatus.None;

    // device.mmio.registers.5
    /// <summary>Whether a queue is ready after a reset, of whether it was before.</summary>
    protected virtual bool IsReadyAfterReset(bool isReady) => false;

    // device.mmio.registers.6
    /// <summary>What ConfigGeneration reads, of the generation that the device counts.</summary>
    protected virtual uint GenerationOf(uint generation) => generation;

    // device.mmio.registers.7
    /// <summary>The driver stops a queue: it is left alone from then on.</summary>
    protected virtual void StopQueue(int queue) => _device.StopQueue(queue);

    // device.mmio.registers.8, .9, .11 and .12
    /// <summary>What QueueReset reads.</summary>
    /// <param name="isDone">Whether the queue is not being reset.</param>
    /// <param name="isReady">Whether the queue is in use.</param>
    protected virtual uint QueueReset(bool isDone, bool isReady) => isDone ? 0u : 1;

    // device.mmio.registers.12
    /// <summary>What QueueReady reads.</summary>
    protected virtual uint QueueReady(bool isReady) => isReady ? 1u : 0;

    // device.mmio.registers.10
    /// <summary>The driver asks for the reset of a queue.</summary>
    protected virtual void ResetQueue(int queue) => _device.ResetQueue(queue);

    private VirtioMmioQueue Queue
    {
        get
        {
            int index = (int)Math.Min(_queueSelect, int.MaxValue);
            if (!_queues.TryGetValue(index, out var queue)) _queues[index] = queue = new();
            return queue;
        }
    }

    private int Selected => (int)Math.Min(_queueSelect, int.MaxValue);

    private uint Read(int register) => register switch
    {
        MmioRegister.MagicValue or MmioRegister.Version or MmioRegister.DeviceId => Identity(register),
        // No vendor has a number: any will do.
        MmioRegister.VendorId => 0x4241_4c4c,
        MmioRegister.DeviceFeatures => _features.Read(_deviceFeaturesSelect),
        MmioRegister.QueueSizeMaximum => _device.ReadQueueSize(Selected),
        MmioRegister.LegacyQueuePageNumber when _options.IsLegacy => Queue.LegacyPage,
        MmioRegister.QueueReady when !_options.IsLegacy => QueueReady(Queue.IsReady),
        MmioRegister.InterruptStatus => InterruptStatus(_interrupts),
        MmioRegister.Status => (byte)_device.ReadStatus(),
        MmioRegister.QueueReset when !_options.IsLegacy => QueueReset(_device.IsQueueReset(Selected), Queue.IsReady),
        MmioRegister.ConfigurationGeneration when !_options.IsLegacy => GenerationOf(_device.ReadConfigurationGeneration()),
        // There is no shared memory: length and address are all ones (4.2.2).
        >= MmioRegister.SharedMemory + 4 and <= MmioRegister.LastOfSharedMemory => uint.MaxValue,
        _ => 0,
    };

    private void Write(int register, uint value)
    {
        switch (register)
        {
            case MmioRegister.DeviceFeaturesSelect:
                _deviceFeaturesSelect = value;
                break;
            case MmioRegister.DriverFeatures:
                _features.Write(_driverFeaturesSelect, value);
                if (_options.IsLegacy) _features.Deliver();
                break;
            case MmioRegister.DriverFeaturesSelect:
                _driverFeaturesSelect = value;
                break;
            case MmioRegister.QueueSelect:
                _queueSelect = value;
                break;
            case MmioRegister.QueueSize:
                Queue.Size = (ushort)Math.Min(value, ushort.MaxValue);
                break;
            case MmioRegister.QueueNotify:
                Notify(value);
                break;
            case MmioRegister.InterruptAcknowledge:
                _interrupts = AfterAcknowledging(_interrupts, value);
                _bus.SetLine(_options.Line, _interrupts != IsrStatus.None);
                break;
            case MmioRegister.Status:
                WriteStatus((DeviceStatus)value);
                break;
            case MmioRegister.LegacyGuestPageSize when _options.IsLegacy:
                _pageSize = value;
                break;
            case MmioRegister.LegacyQueueAlign when _options.IsLegacy:
                Queue.Alignment = value;
                break;
            case MmioRegister.LegacyQueuePageNumber when _options.IsLegacy:
                Queue.LegacyPage = value;
                _device.ConfigureLegacyQueue(Selected, (ulong)value * _pageSize, Queue.Alignment);
                break;
            default:
                if (!_options.IsLegacy) WriteQueue(register, value);
                break;
        }
    }

    private void WriteQueue(int register, uint value)
    {
        var queue = Queue;
        switch (register)
        {
            case MmioRegister.QueueDescriptors or MmioRegister.QueueDescriptors + 4:
                queue.Descriptors = Half(queue.Descriptors, register, value);
                break;
            case MmioRegister.QueueDriver or MmioRegister.QueueDriver + 4:
                queue.Driver = Half(queue.Driver, register, value);
                break;
            case MmioRegister.QueueDevice or MmioRegister.QueueDevice + 4:
                queue.Device = Half(queue.Device, register, value);
                break;
            case MmioRegister.QueueReady when value == 1 && _device.MaximumQueueSize(Selected) > 0:
                _features.Deliver();
                _device.ConfigureQueue(Selected, new(queue.Size ?? _device.MaximumQueueSize(Selected), queue.Descriptors, queue.Driver, queue.Device));
                _device.EnableQueue(Selected);
                queue.IsReady = true;
                break;
            case MmioRegister.QueueReady when value == 0 && queue.IsReady:
                StopQueue(Selected);
                queue.IsReady = false;
                break;
            case MmioRegister.QueueReset when value == 1:
                ResetQueue(Selected);
                if (_device.AcceptedFeatures.Has(Feature.RingReset)) _queues[Selected] = new();
                break;
        }
    }

    private void WriteStatus(DeviceStatus status)
    {
        _features.Deliver();
        _device.WriteStatus(status);
        if (status != DeviceStatus.None) return;
        _features.Reset();
        var ready = _queues.Where(q => IsReadyAfterReset(q.Value.IsReady)).Select(q => q.Key).ToList();
        _queues.Clear();
        foreach (int queue in ready) _queues[queue] = new() { IsReady = true };
        _deviceFeaturesSelect = _driverFeaturesSelect = _queueSelect = 0;
        _interrupts = AfterReset(_interrupts);
        _bus.SetLine(_options.Line, _interrupts != IsrStatus.None);
    }

    private void Notify(uint value)
    {
        bool hasData = _device.AcceptedFeatures.Has(Feature.NotificationData);
        var data = hasData ? NotificationData.Of(value) : (NotificationData?)null;
        int queue = hasData ? data!.Value.QueueIndex : (int)Math.Min(value, int.MaxValue);
        _loop.Post(() => _device.Notify(queue, data));
    }

    private void Raise(IsrStatus bit)
    {
        _interrupts |= bit;
        _bus.SetLine(_options.Line, true);
    }

    private ulong ReadConfiguration(int offset, int width)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        _device.ReadConfiguration(offset, bytes[..width]);
        ulong value = 0;
        for (int i = width - 1; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }

    private void WriteConfiguration(int offset, int width, ulong value)
    {
        Span<byte> bytes = stackalloc byte[width];
        for (int i = 0; i < width; i++) bytes[i] = (byte)(value >> 8 * i);
        _device.WriteConfiguration(offset, bytes);
    }

    private static ulong Half(ulong value, int register, uint half) =>
        register % 8 == 0 ? value & ~(ulong)uint.MaxValue | half : value & uint.MaxValue | (ulong)half << 32;
}
