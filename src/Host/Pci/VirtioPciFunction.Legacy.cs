using Ballast.Virtio;
using Ballast.Virtio.Pci;

namespace Ballast.Host.Pci;

/// <content>The legacy registers in I/O bar 0 (virtio 1.4, 4.1.4.10), and what takes their place without them (4.1.4.11).</content>
public partial class VirtioPciFunction
{
    // device.legacy.pci.layout.3
    /// <summary>Where the device's own configuration begins behind the legacy registers.</summary>
    protected virtual int LegacyConfiguration => LegacyPciRegister.DeviceConfiguration(IsMsiXOn);

    // device.legacy.pci.layout.4
    /// <summary>The features that a legacy driver has accepted by writing 32 bits.</summary>
    protected virtual FeatureSet LegacyFeatures(uint written) => new(written);

    // device.legacy.pci.layout.2
    /// <summary>Reads bytes of the configuration for a legacy driver, in an access of any width.</summary>
    protected virtual ulong ReadLegacyConfiguration(uint offset, int width) => ReadDevice(offset, width);

    /// <summary>Writes bytes of the configuration for a legacy driver, in an access of any width.</summary>
    protected virtual void WriteLegacyConfiguration(uint offset, int width, uint value) => WriteDevice(offset, width, value);

    // device.pci.non-transitional.1
    /// <summary>Whether a modern device answers to nothing any more once a legacy driver has tried to reset it.</summary>
    protected virtual bool DiesPolitely => true;

    private ulong ReadLegacy(uint offset, int width)
    {
        if (_options.Interface == VirtioPciInterface.Modern) return 0;
        if (offset >= LegacyConfiguration) return ReadLegacyConfiguration(offset - (uint)LegacyConfiguration, width);
        return (int)offset switch
        {
            LegacyPciRegister.DeviceFeatures => (uint)_device.ReadFeatures().Bits,
            LegacyPciRegister.DriverFeatures => (uint)_device.AcceptedFeatures.Bits,
            LegacyPciRegister.QueueAddress => QueueAt(_queueSelect).LegacyPage,
            LegacyPciRegister.QueueSize => _device.ReadQueueSize(_queueSelect),
            LegacyPciRegister.QueueSelect => _queueSelect,
            LegacyPciRegister.DeviceStatus => (byte)_device.ReadStatus(),
            LegacyPciRegister.Isr => ReadIsr(),
            LegacyPciRegister.ConfigurationVector => _configurationVector,
            LegacyPciRegister.QueueVector => QueueAt(_queueSelect).Vector,
            _ => 0,
        };
    }

    private void WriteLegacy(uint offset, int width, uint value)
    {
        if (_options.Interface == VirtioPciInterface.Modern)
        {
            if (offset == LegacyPciRegister.DeviceStatus && width == 1 && value == 0 && DiesPolitely) _isDead = true;
            return;
        }
        if (offset >= LegacyConfiguration)
        {
            WriteLegacyConfiguration(offset - (uint)LegacyConfiguration, width, value);
            return;
        }
        switch ((int)offset)
        {
            case LegacyPciRegister.DriverFeatures:
                _device.WriteFeatures(LegacyFeatures(value));
                break;
            case LegacyPciRegister.QueueAddress:
                QueueAt(_queueSelect).LegacyPage = value;
                _device.ConfigureLegacyQueue(_queueSelect, (ulong)value * LegacyPciRegister.PageSize, LegacyPciRegister.PageSize);
                break;
            case LegacyPciRegister.QueueSelect:
                _queueSelect = (ushort)value;
                break;
            case LegacyPciRegister.QueueNotify:
                int queue = (ushort)value;
                _loop.Post(() => _device.Notify(queue));
                break;
            case LegacyPciRegister.DeviceStatus:
                WriteStatus((DeviceStatus)value);
                break;
            case LegacyPciRegister.ConfigurationVector:
                _configurationVector = MapVector(-1, (ushort)value);
                break;
            case LegacyPciRegister.QueueVector:
                QueueAt(_queueSelect).Vector = MapVector(_queueSelect, (ushort)value);
                break;
        }
    }
}
