using System.Numerics;
using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;

namespace Ballast.Host.Pci;

/// <content>Common configuration (virtio 1.4, 4.1.4.3).</content>
public partial class VirtioPciFunction
{
    private uint _deviceFeatureSelect;
    private uint _driverFeatureSelect;
    private ushort _queueSelect;
    private ushort _configurationVector = CommonRegister.NoVector;

    // device.pci.common.6: eight bits of it, so that two states differ unless 256 lie between them.
    /// <summary>config_generation, of the generation that the device counts.</summary>
    protected virtual byte GenerationOf(uint generation) => (byte)generation;

    // device.pci.common.4
    /// <summary>What driver_feature reads, of what was written.</summary>
    protected virtual uint DriverFeature(uint written) => written;

    // device.pci.common.3
    /// <summary>What device_feature reads, for any word.</summary>
    protected virtual uint DeviceFeature(uint word, uint shown) => shown;

    // device.pci.common.14 and .15
    /// <summary>queue_size of a queue that the driver has not written to.</summary>
    protected virtual ushort QueueSize(int queue, ushort size) => size;

    // device.pci.common.8 and .13
    /// <summary>What queue_enable reads.</summary>
    protected virtual ushort QueueEnable(bool isEnabled) => (ushort)(isEnabled ? 1 : 0);

    // device.pci.common.9, .10, .12 and .13
    /// <summary>What queue_reset reads.</summary>
    /// <param name="isDone">Whether the queue is not being reset.</param>
    /// <param name="isEnabled">Whether the queue is enabled.</param>
    protected virtual ushort QueueReset(bool isDone, bool isEnabled) => (ushort)(isDone ? 0 : 1);

    // device.pci.common.8
    /// <summary>Whether a queue is enabled when the device was reset.</summary>
    protected virtual bool IsEnabledAfterReset(bool wasEnabled) => false;

    // device.pci.common.13
    /// <summary>Whether a queue shows as enabled when it was reset by itself.</summary>
    protected virtual bool IsEnabledAfterQueueReset(bool wasEnabled) => false;

    // device.pci.common.7
    /// <summary>What device_status reads.</summary>
    protected virtual DeviceStatus ShownStatus(DeviceStatus status) => status;

    // device.pci.msix.4, .5, .8 and .9
    /// <summary>What a vector register holds when the driver has written it: the vector, or none.</summary>
    /// <param name="queue">Index of the queue; -1 for changes of the configuration.</param>
    /// <param name="vector">What was written.</param>
    protected virtual ushort MapVector(int queue, ushort vector) =>
        vector < Vectors && !_options.RefusesVectors ? vector : CommonRegister.NoVector;

    // device.pci.msix.6
    /// <summary>What a vector register reads, of what it holds.</summary>
    protected virtual ushort ShownVector(ushort vector) => vector;

    // device.pci.msix.7
    /// <summary>What a vector register holds after a reset, of what it held before.</summary>
    protected virtual ushort AfterReset(ushort vector) => CommonRegister.NoVector;

    // device.pci.common.7
    /// <summary>The device is reset.</summary>
    protected virtual void ResetDevice()
    {
        _device.WriteStatus(DeviceStatus.None);
        ResetRegisters();
    }

    // device.pci.layout.1: the halves of what has 64 bits are registers of their own.
    private ulong ReadCommon(uint offset, int width)
    {
        if (width == 8) return ReadCommon(offset, 4) | ReadCommon(offset + 4, 4) << 32;
        uint register = RegisterAt(offset, out int start);
        return register == uint.MaxValue ? 0 : Value(register) >> 8 * start & (width >= 4 ? uint.MaxValue : (1UL << 8 * width) - 1);
    }

    private ulong Value(uint register)
    {
        var queue = QueueAt(_queueSelect);
        return register switch
        {
            CommonRegister.DeviceFeatureSelect => _deviceFeatureSelect,
            CommonRegister.DeviceFeature => DeviceFeature(_deviceFeatureSelect, _features.Read(_deviceFeatureSelect)),
            CommonRegister.DriverFeatureSelect => _driverFeatureSelect,
            CommonRegister.DriverFeature => DriverFeature(_features.Accepted(_driverFeatureSelect)),
            CommonRegister.ConfigurationVector => ShownVector(_configurationVector),
            CommonRegister.QueueCount => (ulong)_device.QueueCount,
            CommonRegister.DeviceStatus => (byte)ShownStatus(_device.ReadStatus()),
            CommonRegister.ConfigurationGeneration => GenerationOf(_device.ReadConfigurationGeneration()),
            CommonRegister.QueueSelect => _queueSelect,
            CommonRegister.QueueSize => queue.Size ?? QueueSize(_queueSelect, _device.ReadQueueSize(_queueSelect)),
            CommonRegister.QueueVector => ShownVector(queue.Vector),
            CommonRegister.QueueEnable => QueueEnable(queue.IsEnabled),
            CommonRegister.QueueNotifyOffset => NotifyOffset(_queueSelect),
            CommonRegister.QueueDescriptors => (uint)queue.Descriptors,
            CommonRegister.QueueDescriptors + 4 => queue.Descriptors >> 32,
            CommonRegister.QueueDriver => (uint)queue.Driver,
            CommonRegister.QueueDriver + 4 => queue.Driver >> 32,
            CommonRegister.QueueDevice => (uint)queue.Device,
            CommonRegister.QueueDevice + 4 => queue.Device >> 32,
            CommonRegister.QueueNotificationData => ChosenData(_queueSelect),
            CommonRegister.QueueReset => QueueReset(_device.MaximumQueueSize(_queueSelect) == 0 || _device.IsQueueReset(_queueSelect), queue.IsEnabled),
            _ => 0,
        };
    }

    private void WriteCommon(uint offset, int width, ulong value)
    {
        if (width == 8)
        {
            WriteCommon(offset, 4, value & uint.MaxValue);
            WriteCommon(offset + 4, 4, value >> 32);
            return;
        }
        if (RegisterAt(offset, out int start) is not (< uint.MaxValue and var register) || start != 0) return;
        var queue = QueueAt(_queueSelect);
        switch (register)
        {
            case CommonRegister.DeviceFeatureSelect:
                _deviceFeatureSelect = (uint)value;
                break;
            case CommonRegister.DriverFeatureSelect:
                _driverFeatureSelect = (uint)value;
                break;
            case CommonRegister.DriverFeature:
                _features.Write(_driverFeatureSelect, (uint)value);
                break;
            case CommonRegister.ConfigurationVector:
                _configurationVector = MapVector(-1, (ushort)value);
                break;
            case CommonRegister.DeviceStatus:
                WriteStatus((DeviceStatus)value);
                break;
            case CommonRegister.QueueSelect:
                _queueSelect = (ushort)value;
                break;
            case CommonRegister.QueueSize:
                queue.Size = (ushort)value;
                break;
            case CommonRegister.QueueVector:
                queue.Vector = MapVector(_queueSelect, (ushort)value);
                break;
            case CommonRegister.QueueEnable when value == 1 && _device.MaximumQueueSize(_queueSelect) > 0:
                Enable(queue);
                break;
            case CommonRegister.QueueDescriptors:
            case CommonRegister.QueueDescriptors + 4:
                queue.Descriptors = Half(queue.Descriptors, register == CommonRegister.QueueDescriptors, value);
                break;
            case CommonRegister.QueueDriver:
            case CommonRegister.QueueDriver + 4:
                queue.Driver = Half(queue.Driver, register == CommonRegister.QueueDriver, value);
                break;
            case CommonRegister.QueueDevice:
            case CommonRegister.QueueDevice + 4:
                queue.Device = Half(queue.Device, register == CommonRegister.QueueDevice, value);
                break;
            case CommonRegister.QueueReset when value == 1:
                ResetQueue(queue);
                break;
        }
    }

    /// <summary>Writes the device status.</summary>
    protected void WriteStatus(DeviceStatus status)
    {
        _features.Deliver();
        if (status == DeviceStatus.None) ResetDevice();
        else _device.WriteStatus(status);
    }

    private void Enable(VirtioPciQueue queue)
    {
        _features.Deliver();
        ushort size = queue.Size ?? _device.MaximumQueueSize(_queueSelect);
        _device.ConfigureQueue(_queueSelect, new QueueAddresses(size, queue.Descriptors, queue.Driver, queue.Device));
        _device.EnableQueue(_queueSelect);
        queue.IsEnabled = true;
    }

    // device.pci.common.11
    /// <summary>A queue is reset.</summary>
    protected virtual void ResetQueue(int queue) => _device.ResetQueue(queue);

    private void ResetQueue(VirtioPciQueue queue)
    {
        ResetQueue(_queueSelect);
        if (!_device.AcceptedFeatures.Has(Feature.RingReset)) return;
        _queues[_queueSelect] = new() { Vector = queue.Vector, IsEnabled = IsEnabledAfterQueueReset(queue.IsEnabled) };
    }

    private void ResetQueues()
    {
        foreach (int index in _queues.Keys.ToList()) _queues[index] = new() { IsEnabled = IsEnabledAfterReset(_queues[index].IsEnabled) };
    }

    private void ResetVectors() => _configurationVector = AfterReset(_configurationVector);

    private ushort NotifyOffset(int queue) => (ushort)(_options.NotifyMultiplier == 0 ? 0 : queue);

    // device.pci.layout.1
    /// <summary>A register of 64 bits, of which one half was written.</summary>
    protected virtual ulong Half(ulong value, bool isLow, ulong half) =>
        isLow ? value & ~(ulong)uint.MaxValue | half & uint.MaxValue : value & uint.MaxValue | half << 32;

    // Where the register begins that an access lies in.
    private static uint RegisterAt(uint offset, out int start)
    {
        int width = CommonRegister.WidthAt(offset);
        uint register = width == 0 ? uint.MaxValue : offset & ~(uint)(BitOperations.RoundUpToPowerOf2((uint)width) - 1);
        start = width == 0 ? 0 : (int)(offset - register);
        return register;
    }
}
