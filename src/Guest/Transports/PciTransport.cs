using Ballast.Virtio;
using Ballast.Virtio.Pci;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Transport;

namespace Ballast.Guest.Transports;

/// <summary>The driver half of virtio over PCI (virtio 1.4, 4.1): one function, whose structures were found.</summary>
public sealed class PciTransport : IPolledTransport
{
    private readonly PciFunction _function;
    private readonly VirtioPciLayout _layout;
    private readonly PciDecisions _decisions;
    private readonly MsiXTable? _messages;
    private readonly Dictionary<int, (long Offset, ushort? Data)> _notifications = [];
    private readonly SortedSet<int> _enabled = [];
    private readonly IEventLoop _loop;
    private IDriverNotifications? _driver;
    private FeatureSet _accepted;
    private bool _isMapped;

    /// <summary>Drives a function.</summary>
    /// <param name="function">The function, whose bars have addresses.</param>
    /// <param name="layout">Its structures.</param>
    /// <param name="messages">MSI-X; null to use the interrupt line.</param>
    /// <param name="loop">The loop on which the driver works.</param>
    /// <param name="decisions">How the driver decides.</param>
    public PciTransport(PciFunction function, VirtioPciLayout layout, MsiXTable? messages, IEventLoop loop, PciDecisions? decisions = null)
    {
        _function = function;
        _layout = layout;
        _messages = messages;
        _loop = loop;
        _decisions = decisions ?? new();
    }

    /// <summary>The function.</summary>
    public PciFunction Function => _function;

    /// <summary>Its structures.</summary>
    public VirtioPciLayout Layout => _layout;

    /// <summary>Number of vectors; 0 where the interrupt line is used.</summary>
    public int Vectors => _messages?.Vectors ?? 0;

    /// <inheritdoc/>
    public void Connect(IDriverNotifications driver)
    {
        bool isFirst = _driver is null;
        _driver = driver;
        if (!isFirst) return;
        _function.Bus.Connect(new InterruptRouting(_loop, HandleLine, HandleMessage));
        _messages?.Enable(_function.Bus);
    }

    /// <inheritdoc/>
    public FeatureSet ReadOfferedFeatures()
    {
        ulong bits = 0;
        for (uint word = 0; word < 2; word++)
        {
            Common.Write(CommonRegister.DeviceFeatureSelect, 4, word);
            bits |= (ulong)Common.Read(CommonRegister.DeviceFeature, 4) << (int)(32 * word);
        }
        return new(bits);
    }

    /// <inheritdoc/>
    public void WriteAcceptedFeatures(FeatureSet features)
    {
        _accepted = features;
        ulong bits = _decisions.Written(features).Bits;
        for (uint word = 0; word < 2; word++)
        {
            Common.Write(CommonRegister.DriverFeatureSelect, 4, word);
            Common.Write(CommonRegister.DriverFeature, 4, (uint)(bits >> (int)(32 * word)));
        }
    }

    /// <inheritdoc/>
    public DeviceStatus ReadStatus() => (DeviceStatus)Common.Read(CommonRegister.DeviceStatus, 1);

    /// <inheritdoc/>
    public void WriteStatus(DeviceStatus status)
    {
        Common.Write(CommonRegister.DeviceStatus, 1, (uint)status);
        if (status != DeviceStatus.None) return;
        _notifications.Clear();
        _enabled.Clear();
        _isMapped = false;
    }

    /// <inheritdoc/>
    public uint ReadConfigurationGeneration() => Common.Read(CommonRegister.ConfigurationGeneration, 1);

    /// <inheritdoc/>
    public int ConfigurationSize => (int)Math.Min(_layout.Device?.Length ?? 0, int.MaxValue);

    /// <inheritdoc/>
    public void ReadConfiguration(int offset, Span<byte> destination)
    {
        if (_layout.Device is { } device) device.Read(offset, destination, _decisions.WidestAccess);
        else destination.Clear();
    }

    /// <inheritdoc/>
    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source) => _layout.Device?.Write(offset, source, _decisions.WidestAccess);

    /// <inheritdoc/>
    public ushort MaximumQueueSize(int queue)
    {
        Select(queue);
        return (ushort)Common.Read(CommonRegister.QueueSize, 2);
    }

    /// <inheritdoc/>
    public void ConfigureQueue(int queue, QueueAddresses addresses)
    {
        Select(queue);
        if (!_decisions.EnablesLast) Common.Write(CommonRegister.QueueEnable, 2, 1);
        Common.Write(CommonRegister.QueueSize, 2, _decisions.QueueSize(addresses.Size));
        Common.WriteHalves(CommonRegister.QueueDescriptors, addresses.Descriptors);
        Common.WriteHalves(CommonRegister.QueueDriver, addresses.Driver);
        Common.WriteHalves(CommonRegister.QueueDevice, addresses.Device);
        long offset = Common.Read(CommonRegister.QueueNotifyOffset, 2) * (long)_layout.NotifyMultiplier;
        ushort? data = _accepted.Has(Feature.NotifConfigData) ? (ushort)Common.Read(CommonRegister.QueueNotificationData, 2) : null;
        _notifications[queue] = (offset, data);
        Map(queue);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: this is the interface of virtio 1.</exception>
    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment) =>
        throw new NotSupportedException("a legacy queue cannot be told of through the interface of virtio 1");

    /// <inheritdoc/>
    public void EnableQueue(int queue)
    {
        _enabled.Add(queue);
        Select(queue);
        if (_decisions.EnablesLast) Common.Write(CommonRegister.QueueEnable, 2, 1);
    }

    /// <inheritdoc/>
    public void ResetQueue(int queue)
    {
        Select(queue);
        Common.Write(CommonRegister.QueueReset, 2, 1);
        _enabled.Remove(queue);
    }

    /// <inheritdoc/>
    // driver.pci.common.7
    public bool IsQueueReset(int queue)
    {
        Select(queue);
        return Common.Read(CommonRegister.QueueReset, 2) == 0;
    }

    /// <inheritdoc/>
    public void Notify(int queue, NotificationData? data = null)
    {
        var (offset, configured) = _notifications.TryGetValue(queue, out var known) ? known : (0, null);
        var (value, width) = _decisions.Notification(queue, configured, data);
        if ((ulong)offset + (ulong)width <= _layout.Notify.Length) _layout.Notify.Write(offset, width, value);
    }

    private RegisterBlock Common => _layout.Common;

    private void Select(int queue) => Common.Write(CommonRegister.QueueSelect, 2, (uint)queue);

    // A reset unmaps every vector, so they are mapped again with the first queue that is set up behind it.
    private void Map(int queue)
    {
        if (_messages is null) return;
        if (!_isMapped)
        {
            MapVector(CommonRegister.ConfigurationVector, -1);
            _isMapped = true;
        }
        MapVector(CommonRegister.QueueVector, queue);
    }

    private void MapVector(int register, int queue)
    {
        int vector = _decisions.Vector(queue, _messages!.Vectors);
        Common.Write(register, 2, (uint)vector);
        if (_decisions.VerifiesVectors && Common.Read(register, 2) != (uint)vector)
            throw new TransportException($"the device maps {(queue < 0 ? "configuration changes" : $"queue {queue}")} to no vector");
    }

    /// <inheritdoc/>
    public void LookForInterrupt() => HandleLine();

    private void HandleLine()
    {
        if (!_decisions.ReadsIsr(isMessage: false)) return;
        Dispatch((IsrStatus)_layout.Isr.Read(0, 1));
    }

    private void Dispatch(IsrStatus status)
    {
        if ((status & IsrStatus.Queue) != 0)
        {
            foreach (int queue in _enabled.ToList()) _driver?.UsedBuffers(queue);
        }
        if ((status & IsrStatus.Configuration) != 0) _driver?.ConfigurationChanged();
    }

    private void HandleMessage(int vector)
    {
        if (_messages is null) return;
        if (_decisions.ReadsIsr(isMessage: true)) _layout.Isr.Read(0, 1);
        var queues = _enabled.Where(q => _decisions.Vector(q, _messages.Vectors) == vector).ToList();
        if (_decisions.Vector(-1, _messages.Vectors) == vector && _decisions.MessageMeansConfiguration(queues.Count > 0)) _driver?.ConfigurationChanged();
        foreach (int queue in queues) _driver?.UsedBuffers(queue);
    }
}
