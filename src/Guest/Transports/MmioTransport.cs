using Ballast.Virtio;
using Ballast.Virtio.Machine;
using Ballast.Virtio.Mmio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Guest.Transports;

/// <summary>The driver half of virtio over MMIO, version 2 and legacy version 1 (virtio 1.4, 4.2).</summary>
public sealed class MmioTransport : IPolledTransport
{
    private readonly IMachineBus _bus;
    private readonly RegisterBlock _registers;
    private readonly IEventLoop _loop;
    private readonly MmioDecisions _decisions;
    private readonly SortedSet<int> _enabled = [];
    private readonly bool _isLegacy;
    private IDriverNotifications? _driver;

    private MmioTransport(IMachineBus bus, RegisterBlock registers, IEventLoop loop, bool isLegacy, MmioDecisions decisions)
    {
        _bus = bus;
        _registers = registers;
        _loop = loop;
        _isLegacy = isLegacy;
        _decisions = decisions;
    }

    /// <summary>The registers.</summary>
    public RegisterBlock Registers => _registers;

    /// <summary>Looks whether a balloon is at an address (virtio 1.4, 4.2.3.1).</summary>
    /// <param name="bus">The machine.</param>
    /// <param name="address">Where the registers begin.</param>
    /// <param name="loop">The loop on which the driver works.</param>
    /// <param name="isLegacy">Whether the driver is one for legacy devices.</param>
    /// <param name="decisions">How the driver decides.</param>
    /// <returns>Null where there is none for this driver.</returns>
    public static MmioTransport? Probe(IMachineBus bus, ulong address, IEventLoop loop, bool isLegacy = false, MmioDecisions? decisions = null)
    {
        decisions ??= new();
        var registers = new RegisterBlock(bus, isPort: false, address, MmioRegister.Size);
        foreach (int register in decisions.Identification)
        {
            uint value = registers.Read(register, decisions.RegisterWidth);
            bool fits = register switch
            {
                MmioRegister.MagicValue => decisions.IsVirtio(value),
                MmioRegister.Version => decisions.IsKnown(value, isLegacy),
                _ => decisions.IsBalloon(value),
            };
            if (!fits) return null;
        }
        decisions.Found(registers);
        return new(bus, registers, loop, isLegacy, decisions);
    }

    /// <inheritdoc/>
    public void Connect(IDriverNotifications driver)
    {
        bool isFirst = _driver is null;
        _driver = driver;
        if (!isFirst) return;
        _bus.Connect(new InterruptRouting(_loop, HandleInterrupt, _ => { }));
        if (_isLegacy) Write(MmioRegister.LegacyGuestPageSize, LegacyPciRegister.PageSize);
    }

    /// <inheritdoc/>
    public FeatureSet ReadOfferedFeatures()
    {
        ulong bits = 0;
        for (uint word = 0; word < (_isLegacy ? 1 : 2); word++)
        {
            if (_decisions.SelectsDeviceFeatures(word)) Write(MmioRegister.DeviceFeaturesSelect, word);
            bits |= (ulong)Read(MmioRegister.DeviceFeatures) << (int)(32 * word);
        }
        return new(bits);
    }

    /// <inheritdoc/>
    public void WriteAcceptedFeatures(FeatureSet features)
    {
        for (uint word = 0; word < (_isLegacy ? 1 : 2); word++)
        {
            if (_decisions.SelectsDriverFeatures(word)) Write(MmioRegister.DriverFeaturesSelect, word);
            Write(MmioRegister.DriverFeatures, (uint)(features.Bits >> (int)(32 * word)));
        }
    }

    /// <inheritdoc/>
    public DeviceStatus ReadStatus() => (DeviceStatus)Read(MmioRegister.Status);

    /// <inheritdoc/>
    public void WriteStatus(DeviceStatus status)
    {
        Write(MmioRegister.Status, (uint)status);
        if (status != DeviceStatus.None) return;
        _enabled.Clear();
        if (_isLegacy) Write(MmioRegister.LegacyGuestPageSize, LegacyPciRegister.PageSize);
    }

    /// <inheritdoc/>
    public uint ReadConfigurationGeneration() => _isLegacy ? 0 : Read(MmioRegister.ConfigurationGeneration);

    /// <inheritdoc/>
    public int ConfigurationSize => MmioRegister.Size - MmioRegister.Configuration;

    /// <inheritdoc/>
    public void ReadConfiguration(int offset, Span<byte> destination) =>
        _registers.Read(MmioRegister.Configuration + (long)offset, destination, _decisions.WidestAccess);

    /// <inheritdoc/>
    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source) =>
        _registers.Write(MmioRegister.Configuration + (long)offset, source, _decisions.WidestAccess);

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue)
    {
        Select(queue);
        return (ushort)Math.Min(Read(MmioRegister.QueueSizeMaximum), ushort.MaxValue);
    }

    /// <inheritdoc/>
    public void ConfigureQueue(int queue, QueueAddresses addresses)
    {
        if (_isLegacy) throw new NotSupportedException("the parts of a queue cannot be told of through the legacy interface");
        Select(queue);
        if (_decisions.StopsQueueFirst) StopQueue(queue);
        Write(MmioRegister.QueueSize, _decisions.QueueSize(addresses.Size, MaximumQueueSize(queue)));
        _registers.WriteHalves(MmioRegister.QueueDescriptors, addresses.Descriptors);
        _registers.WriteHalves(MmioRegister.QueueDriver, addresses.Driver);
        _registers.WriteHalves(MmioRegister.QueueDevice, addresses.Device);
    }

    /// <inheritdoc/>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment)
    {
        if (!_isLegacy) throw new NotSupportedException("a legacy queue cannot be told of through the interface of virtio 1");
        Select(queue);
        Write(MmioRegister.QueueSize, MaximumQueueSize(queue));
        Write(MmioRegister.LegacyQueueAlign, alignment);
        Write(MmioRegister.LegacyQueuePageNumber, (uint)(address / LegacyPciRegister.PageSize));
        if (address == 0) _enabled.Remove(queue);
        else _enabled.Add(queue);
    }

    /// <inheritdoc/>
    public void EnableQueue(int queue)
    {
        if (_isLegacy) return;
        _enabled.Add(queue);
        Select(queue);
        Write(MmioRegister.QueueReady, 1);
    }

    /// <inheritdoc/>
    // driver.mmio.registers.16 and .17
    public void StopQueue(int queue)
    {
        if (_isLegacy || !_enabled.Remove(queue)) return;
        Select(queue);
        Write(_decisions.StopRegister, 0);
        if (_decisions.ReadsStopBack) Read(MmioRegister.QueueReady);
    }

    /// <inheritdoc/>
    public void ResetQueue(int queue)
    {
        if (_isLegacy) throw new NotSupportedException("the legacy interface cannot reset a single queue");
        Select(queue);
        Write(MmioRegister.QueueReset, 1);
        _enabled.Remove(queue);
    }

    /// <inheritdoc/>
    public bool IsQueueReset(int queue)
    {
        if (_isLegacy) return false;
        Select(queue);
        return _decisions.IsResetDone(Read(MmioRegister.QueueReset));
    }

    /// <inheritdoc/>
    public void Notify(int queue, NotificationData? data = null) => Write(MmioRegister.QueueNotify, data?.Value ?? (uint)queue);

    private void Select(int queue) => Write(MmioRegister.QueueSelect, (uint)queue);

    private uint Read(int register) => _registers.Read(register, _decisions.RegisterWidth);

    private void Write(int register, uint value) => _registers.Write(register, _decisions.RegisterWidth, value);

    /// <inheritdoc/>
    public void LookForInterrupt() => HandleInterrupt();

    private void HandleInterrupt()
    {
        uint status = _decisions.ReadsInterruptStatus ? Read(MmioRegister.InterruptStatus) : (uint)(IsrStatus.Queue | IsrStatus.Configuration);
        var handled = _decisions.Handled(status);
        // Acknowledged before the queues are looked at, so that what comes meanwhile interrupts anew.
        if (status != 0 && _decisions.Acknowledged(handled, status) is { } mask) Write(MmioRegister.InterruptAcknowledge, mask);
        if ((handled & IsrStatus.Queue) != 0)
        {
            foreach (int queue in _enabled.ToList()) _driver?.UsedBuffers(queue);
        }
        if ((handled & IsrStatus.Configuration) != 0) _driver?.ConfigurationChanged();
    }
}
