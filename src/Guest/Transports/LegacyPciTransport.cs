using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Guest.Transports;

/// <summary>The driver half of the legacy interface over PCI: registers in I/O bar 0 (virtio 1.4, 4.1.4.10).</summary>
/// <param name="function">The function, whose bars have addresses.</param>
/// <param name="registers">Bar 0.</param>
/// <param name="messages">MSI-X; null to use the interrupt line.</param>
/// <param name="loop">The loop on which the driver works.</param>
/// <param name="decisions">How the driver decides.</param>
public sealed class LegacyPciTransport(PciFunction function, RegisterBlock registers, MsiXTable? messages, IEventLoop loop, PciDecisions? decisions = null) : IPolledTransport
{
    private readonly PciDecisions _decisions = decisions ?? new();
    private readonly SortedSet<int> _enabled = [];
    private IDriverNotifications? _driver;
    private bool _isMapped;

    /// <summary>The function.</summary>
    public PciFunction Function => function;

    /// <summary>Bar 0.</summary>
    public RegisterBlock Registers => registers;

    /// <inheritdoc/>
    public void Connect(IDriverNotifications driver)
    {
        bool isFirst = _driver is null;
        _driver = driver;
        if (!isFirst) return;
        function.Bus.Connect(new InterruptRouting(loop, HandleLine, HandleMessage));
        messages?.Enable(function.Bus);
    }

    /// <inheritdoc/>
    public FeatureSet ReadOfferedFeatures() => new(registers.Read(LegacyPciRegister.DeviceFeatures, 4));

    /// <inheritdoc/>
    public void WriteAcceptedFeatures(FeatureSet features) => registers.Write(LegacyPciRegister.DriverFeatures, 4, (uint)features.Bits);

    /// <inheritdoc/>
    public DeviceStatus ReadStatus() => (DeviceStatus)registers.Read(LegacyPciRegister.DeviceStatus, 1);

    /// <inheritdoc/>
    public void WriteStatus(DeviceStatus status)
    {
        registers.Write(LegacyPciRegister.DeviceStatus, 1, (uint)status);
        if (status != DeviceStatus.None) return;
        _enabled.Clear();
        _isMapped = false;
    }

    /// <inheritdoc/>
    // 2.5.3: the legacy interface has no generation, and a driver reads until two reads agree.
    public uint ReadConfigurationGeneration() => 0;

    /// <inheritdoc/>
    public int ConfigurationSize => (int)registers.Length - Configuration;

    /// <inheritdoc/>
    public void ReadConfiguration(int offset, Span<byte> destination) => registers.Read(Configuration + offset, destination, _decisions.WidestAccess);

    /// <inheritdoc/>
    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source) => registers.Write(Configuration + offset, source, _decisions.WidestAccess);

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue)
    {
        Select(queue);
        return (ushort)registers.Read(LegacyPciRegister.QueueSize, 2);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the legacy interface knows one address for a queue.</exception>
    public void ConfigureQueue(int queue, QueueAddresses addresses) =>
        throw new NotSupportedException("the parts of a queue cannot be told of through the legacy interface");

    /// <inheritdoc/>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment)
    {
        Select(queue);
        if (messages is not null)
        {
            if (!_isMapped) registers.Write(LegacyPciRegister.ConfigurationVector, 2, (uint)_decisions.Vector(-1, messages.Vectors));
            _isMapped = true;
            registers.Write(LegacyPciRegister.QueueVector, 2, (uint)_decisions.Vector(queue, messages.Vectors));
        }
        registers.Write(LegacyPciRegister.QueueAddress, 4, (uint)(address / LegacyPciRegister.PageSize));
        if (address == 0) _enabled.Remove(queue);
        else _enabled.Add(queue);
    }

    /// <inheritdoc/>
    public void EnableQueue(int queue)
    {
        // A legacy queue may be used as soon as it has an address.
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: single queues are reset through virtio 1 alone.</exception>
    public void ResetQueue(int queue) => throw new NotSupportedException("the legacy interface cannot reset a single queue");

    /// <inheritdoc/>
    public bool IsQueueReset(int queue) => false;

    /// <inheritdoc/>
    public void Notify(int queue, NotificationData? data = null) => registers.Write(LegacyPciRegister.QueueNotify, 2, (uint)queue);

    private int Configuration => _decisions.LegacyConfiguration(messages is not null);

    private void Select(int queue) => registers.Write(LegacyPciRegister.QueueSelect, 2, (uint)queue);

    /// <inheritdoc/>
    public void LookForInterrupt() => HandleLine();

    private void HandleLine()
    {
        var status = (IsrStatus)registers.Read(LegacyPciRegister.Isr, 1);
        if ((status & IsrStatus.Queue) != 0)
        {
            foreach (int queue in _enabled.ToList()) _driver?.UsedBuffers(queue);
        }
        if ((status & IsrStatus.Configuration) != 0) _driver?.ConfigurationChanged();
    }

    private void HandleMessage(int vector)
    {
        if (messages is null) return;
        if (_decisions.Vector(-1, messages.Vectors) == vector) _driver?.ConfigurationChanged();
        foreach (int queue in _enabled.Where(q => _decisions.Vector(q, messages.Vectors) == vector).ToList()) _driver?.UsedBuffers(queue);
    }
}
