using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;
using Ballast.Virtio.Wire;

namespace Ballast.Conformance.Testbeds;

/// <summary>
/// The way to a device that keeps no trace of ours: everything that the driver does becomes an event here, in the words that
/// our own device would use. What the device does by itself shows when the suite looks at it.
/// </summary>
/// <param name="transport">The way to the device.</param>
/// <param name="trace">Where events go.</param>
/// <param name="roleOf">What the queue with an index is for, under the features that were accepted last.</param>
/// <param name="hidden">Features that the device offers and this way to it does not show.</param>
internal sealed class RecordedTransport(ITransport transport, ITraceSink trace, Func<int, BalloonQueue?> roleOf, FeatureSet hidden = default) : ITransport
{
    private readonly Dictionary<int, uint> _known = [];
    private FeatureSet _accepted;
    private bool _wasReset;
    private bool _isConfigurationNotified;
    private bool _neededReset;

    /// <summary>The way itself, on which nothing is noted.</summary>
    public ITransport Inner => transport;

    public int ConfigurationSize => transport.ConfigurationSize;

    public void Connect(IDriverNotifications driver) => transport.Connect(new Relay(this, driver));

    public FeatureSet ReadOfferedFeatures()
    {
        var features = transport.ReadOfferedFeatures();
        trace.Record(new FeaturesOffered(features | hidden));
        return features;
    }

    public void WriteAcceptedFeatures(FeatureSet features)
    {
        _accepted = features;
        trace.Record(new FeaturesAccepted(features));
        transport.WriteAcceptedFeatures(features);
    }

    public DeviceStatus ReadStatus()
    {
        var status = transport.ReadStatus();
        NoteReset(status);
        trace.Record(new StatusRead(status));
        return status;
    }

    public void WriteStatus(DeviceStatus status)
    {
        trace.Record(new StatusWritten(status));
        transport.WriteStatus(status);
        if (status != DeviceStatus.None) return;
        _wasReset = true;
        _accepted = FeatureSet.None;
        NoteReset(transport.ReadStatus());
    }

    public uint ReadConfigurationGeneration()
    {
        uint generation = transport.ReadConfigurationGeneration();
        trace.Record(new GenerationRead(generation));
        return generation;
    }

    public void ReadConfiguration(int offset, Span<byte> destination)
    {
        transport.ReadConfiguration(offset, destination);
        if (destination.Length == sizeof(uint) && offset % sizeof(uint) == 0) NoteField(offset, ByteOrder.Little.ReadUInt32(destination));
        trace.Record(new ConfigurationRead(offset, Number(destination), destination.Length));
    }

    public void WriteConfiguration(int offset, ReadOnlySpan<byte> source)
    {
        trace.Record(new ConfigurationWritten(offset, Number(source), source.Length));
        transport.WriteConfiguration(offset, source);
        // What the driver wrote is no change of the device's.
        if (source.Length == sizeof(uint)) _known[offset] = ByteOrder.Little.ReadUInt32(source);
        else _known.Remove(offset & ~3);
    }

    public ushort MaximumQueueSize(int queue)
    {
        ushort size = transport.MaximumQueueSize(queue);
        if (_accepted.IsLegacy) trace.Record(new QueueSizeRead(queue, roleOf(queue), size));
        return size;
    }

    public void ConfigureQueue(int queue, QueueAddresses addresses)
    {
        trace.Record(new QueueConfigured(queue, roleOf(queue), addresses));
        transport.ConfigureQueue(queue, addresses);
    }

    public void ConfigureLegacyQueue(int queue, ulong address, uint alignment)
    {
        ushort size = transport.MaximumQueueSize(queue);
        trace.Record(new QueueConfigured(queue, roleOf(queue), SplitLayout.LegacyAt(address, size, alignment, out _)) { IsLegacy = true });
        transport.ConfigureLegacyQueue(queue, address, alignment);
    }

    public void EnableQueue(int queue)
    {
        trace.Record(new QueueEnabled(queue, roleOf(queue)));
        transport.EnableQueue(queue);
    }

    public void ResetQueue(int queue)
    {
        trace.Record(new Virtio.Tracing.Events.QueueReset(queue, roleOf(queue)));
        transport.ResetQueue(queue);
    }

    public bool IsQueueReset(int queue)
    {
        bool done = transport.IsQueueReset(queue);
        trace.Record(new QueueResetRead(queue, roleOf(queue), done));
        return done;
    }

    public void Notify(int queue, NotificationData? data = null)
    {
        trace.Record(new DeviceNotified(queue, roleOf(queue), data));
        transport.Notify(queue, data);
    }

    /// <summary>Looks whether the device has notified in a way that was lost on its way here.</summary>
    public void LookForInterrupt() => (transport as Guest.Transports.IPolledTransport)?.LookForInterrupt();

    /// <summary>Looks at configuration and status behind the driver's back, and notes what the device has changed.</summary>
    /// <param name="awaitNotification">Called when something has changed of which there was no notification yet: it may be on its way.</param>
    public void LookForChanges(Action<Func<bool>> awaitNotification)
    {
        bool isNew = false;
        var fields = ReadFields();
        if (!_isConfigurationNotified && fields.Any(f => _known.TryGetValue(f.Offset, out uint before) && before != f.Value))
        {
            awaitNotification(() => _isConfigurationNotified);
            fields = ReadFields();
        }
        foreach (var (offset, value) in fields) isNew |= NoteField(offset, value);
        var status = transport.ReadStatus();
        bool needsReset = (status & DeviceStatus.DeviceNeedsReset) != 0;
        if (needsReset && !_neededReset) trace.Record(new DeviceStatusChanged(status));
        _neededReset = needsReset;
        if (_isConfigurationNotified && !isNew) trace.Record(new ConfigurationNotified());
        _isConfigurationNotified = false;
    }

    private List<(int Offset, uint Value)> ReadFields()
    {
        var fields = new List<(int, uint)>();
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        for (int offset = 0; offset + sizeof(uint) <= Math.Min(BalloonConfiguration.Size, transport.ConfigurationSize); offset += sizeof(uint))
        {
            transport.ReadConfiguration(offset, bytes);
            fields.Add((offset, ByteOrder.Little.ReadUInt32(bytes)));
        }
        return fields;
    }

    private bool NoteField(int offset, uint value)
    {
        bool isChanged = _known.TryGetValue(offset, out uint before) && before != value;
        _known[offset] = value;
        if (!isChanged) return false;
        trace.Record(new ConfigurationChanged(offset, before, value, _isConfigurationNotified));
        _isConfigurationNotified = false;
        return true;
    }

    private void NoteReset(DeviceStatus status)
    {
        if (!_wasReset || status != DeviceStatus.None) return;
        _wasReset = false;
        _neededReset = false;
        _isConfigurationNotified = false;
        trace.Record(new DeviceReset());
        // What fields hold after a reset is no change that anybody is told of.
        _known.Clear();
        foreach (var (offset, value) in ReadFields()) _known[offset] = value;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = Math.Min(bytes.Length, sizeof(ulong)) - 1; i >= 0; i--) value = value << 8 | bytes[i];
        return value;
    }

    private sealed class Relay(RecordedTransport owner, IDriverNotifications driver) : IDriverNotifications
    {
        public void UsedBuffers(int queue) => driver.UsedBuffers(queue);

        public void ConfigurationChanged()
        {
            owner._isConfigurationNotified = true;
            driver.ConfigurationChanged();
        }
    }
}
