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
    protected virtual ushort QueueReset(bool isDone) => (ushort)(isDone ? 0 : 1);

    // device.pci.msix.4 to .6, .8 and .9
    /// <summary>What a vector register holds when the driver has written it: the vector, or none.</summary>
    protected virtual ushort MapVector(ushort vector) =>
        vector < Vectors && !_options.RefusesVectors ? vector : CommonRegister.NoVector;

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
            CommonRegister.ConfigurationVector => _configurationVector,
            CommonRegister.QueueCount => (ulong)_device.QueueCount,
            CommonRegister.DeviceStatus => (byte)_device.ReadStatus(),
            CommonRegister.ConfigurationGeneration => GenerationOf(_device.ReadConfigurationGeneration()),
            CommonRegister.QueueSelect => _queueSelect,
            CommonRegister.QueueSize => queue.Size ?? QueueSize(_queueSelect, _device.ReadQueueSize(_queueSelect)),
            CommonRegister.QueueVector => queue.Vector,
            CommonRegister.QueueEnable => QueueEnable(queue.IsEnabled),
            CommonRegister.QueueNotifyOffset => NotifyOffset(_queueSelect),
            CommonRegister.QueueDescriptors => (uint)queue.Descriptors,
            CommonRegister.QueueDescriptors + 4 => queue.Descriptors >> 32,
            CommonRegister.QueueDriver => (uint)queue.Driver,
            CommonRegister.QueueDriver + 4 => queue.Driver >> 32,
            CommonRegister.QueueDevice => (uint)queue.Device,
            CommonRegister.QueueDevice + 4 => queue.Device >> 32,
            CommonRegister.QueueNotificationData => ChosenData(_queueSelect),
            CommonRegister.QueueReset => QueueReset(_device.IsQueueReset(_queueSelect)),
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
                _configurationVector = MapVector((ushort)value);
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
                queue.Vector = MapVector((ushort)value);
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
    private void ResetQueue(VirtioPciQueue queue)
    {
        _device.ResetQueue(_queueSelect);
        if (!_device.AcceptedFeatures.Has(Feature.RingReset)) return;
        ushort vector = queue.Vector;
        _queues[_queueSelect] = new() { Vector = vector };
    }

    private void ResetVectors() => _configurationVector = AfterReset(_configurationVector);

    private ushort NotifyOffset(int queue) => (ushort)(_options.NotifyMultiplier == 0 ? 0 : queue);

    private static ulong Half(ulong value, bool isLow, ulong half) =>
        isLow ? value & ~(ulong)uint.MaxValue | half & uint.MaxValue : value & uint.MaxValue | half << 32;

    // Where the register begins that an access lies in.
    private static uint RegisterAt(uint offset, out int start)
    {
        int width = offset switch
        {
            >= CommonRegister.Size => 0,
            CommonRegister.DeviceStatus or CommonRegister.ConfigurationGeneration => 1,
            >= CommonRegister.ConfigurationVector and < CommonRegister.QueueDescriptors or >= CommonRegister.QueueNotificationData => 2,
            _ => 4,
        };
        uint register = width == 0 ? uint.MaxValue : offset & ~(uint)(BitOperations.RoundUpToPowerOf2((uint)width) - 1);
        start = width == 0 ? 0 : (int)(offset - register);
        return register;
    }
}
