using Ballast.Virtio;
using Ballast.Virtio.Balloon;
using Ballast.Virtio.Memory;
using Ballast.Virtio.Scheduling;
using Ballast.Virtio.Tracing;
using Ballast.Virtio.Tracing.Events;
using Ballast.Virtio.Transport;
using Ballast.Virtio.Wire;

namespace Ballast.Host.Devices;

/// <summary>
/// What every virtio device does alike: status, feature negotiation, configuration, queues, notifications, reset. All of it
/// is touched on the device's loop alone. Whatever the driver does wrong is refused and noted; what breaks a ring puts the
/// device into need of a reset, and after the reset it works again.
/// </summary>
public abstract partial class VirtioDevice : IVirtioDevice
{
    private const DeviceStatus DriverBits = DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk | DeviceStatus.Failed;

    private readonly ITraceSink _trace;
    private IDriverNotifications? _driver;

    /// <summary>A device that was just reset.</summary>
    /// <param name="loop">The loop on which all its state lives.</param>
    /// <param name="trace">Where it notes what happens.</param>
    /// <param name="offered">Features that it offers.</param>
    /// <param name="configurationSize">Bytes of its configuration space.</param>
    /// <param name="queueCount">Number of its queues.</param>
    protected VirtioDevice(IEventLoop loop, ITraceSink trace, FeatureSet offered, int configurationSize, int queueCount)
    {
        Loop = loop;
        _trace = trace;
        OfferedFeatures = offered;
        _configuration = new byte[configurationSize];
        _queues = new DeviceQueue[queueCount];
        for (int i = 0; i < queueCount; i++) _queues[i] = new(i);
    }

    /// <summary>The loop on which the device's state lives.</summary>
    public IEventLoop Loop { get; }

    /// <inheritdoc/>
    public FeatureSet OfferedFeatures { get; }

    /// <inheritdoc/>
    public FeatureSet AcceptedFeatures { get; private set; }

    /// <inheritdoc/>
    public DeviceStatus Status { get; private set; }

    /// <summary>Whether the driver is up and the device works: DRIVER_OK is set, no reset is needed and it is not suspended.</summary>
    public bool IsRunning =>
        (Status & (DeviceStatus.DriverOk | DeviceStatus.DeviceNeedsReset | DeviceStatus.Suspend)) == DeviceStatus.DriverOk;

    // device.legacy.features.1
    /// <summary>Whether the driver uses the legacy interface: there is one, and VERSION_1 was not accepted (virtio 1.4, 2.2.3).</summary>
    public bool IsLegacy => HasLegacyInterface && AcceptedFeatures.IsLegacy;

    /// <summary>Byte order of what driver and device share in memory: the guest's on the legacy interface, else little-endian (virtio 1.4, 2.4.3).</summary>
    public ByteOrder ByteOrder => IsLegacy ? GuestByteOrder : ByteOrder.Little;

    /// <summary>Whether the device is transitional: it serves legacy drivers too.</summary>
    protected virtual bool HasLegacyInterface => false;

    /// <summary>The guest's own byte order, which the host knows.</summary>
    protected virtual ByteOrder GuestByteOrder => ByteOrder.Little;

    /// <summary>Whether the device works because its transport says so, with no status of the driver's.</summary>
    protected bool IsStartedByTransport { get; private set; }

    /// <summary>Guest memory, as the device reaches it.</summary>
    protected internal GuestMemory Memory { get; private set; } = GuestMemory.Empty;

    /// <inheritdoc/>
    public void AttachMemory(GuestMemory memory)
    {
        Memory = memory;
        foreach (var queue in _queues) queue.Ring?.AttachMemory(memory);
    }

    /// <inheritdoc/>
    public void AttachDriver(IDriverNotifications driver) => _driver = driver;

    /// <inheritdoc/>
    public FeatureSet ReadFeatures()
    {
        var shown = ShownFeatures;
        Record(new FeaturesOffered(shown));
        return shown;
    }

    // device.features.1
    /// <summary>The features that the driver is shown.</summary>
    protected virtual FeatureSet ShownFeatures => OfferedFeatures;

    /// <inheritdoc/>
    public void WriteFeatures(FeatureSet accepted)
    {
        Record(new FeaturesAccepted(accepted));
        if ((Status & DeviceStatus.FeaturesOk) != 0)
        {
            Refuse(new("driver.init.11", $"features {accepted} are written after FEATURES_OK"));
            return;
        }
        if (HasLegacyInterface && accepted.IsLegacy && !accepted.IsSubsetOf(OfferedFeatures))
        {
            // There is no FEATURES_OK to leave unset: what was not offered is not there.
            Refuse(CheckFeatures(accepted)!);
            accepted &= OfferedFeatures;
        }
        Accept(accepted);
    }

    /// <inheritdoc/>
    public virtual DeviceStatus ReadStatus()
    {
        Record(new StatusRead(Status));
        return Status;
    }

    /// <inheritdoc/>
    public virtual void WriteStatus(DeviceStatus status)
    {
        Record(new StatusWritten(status));
        if (status == DeviceStatus.None)
        {
            Reset();
            return;
        }
        var cleared = Status & ~status & DriverBits;
        if (cleared != 0) Refuse(new("driver.status.2", $"status {status} takes {cleared} away"));
        var added = status & ~Status & DriverBits;
        if ((added & DeviceStatus.FeaturesOk) != 0 && CheckFeatures(AcceptedFeatures) is { } unacceptable)
        {
            // device.features.3: what is not acceptable shows by FEATURES_OK staying off.
            Refuse(unacceptable);
            added &= ~DeviceStatus.FeaturesOk;
        }
        if ((added & DeviceStatus.DriverOk) != 0 && ((Status | added) & DeviceStatus.FeaturesOk) == 0 && NeedsFeaturesOk)
        {
            Refuse(new("driver.init.5", "DRIVER_OK is written without FEATURES_OK"));
            added &= ~DeviceStatus.DriverOk;
        }
        Status |= added;
        if ((added & DeviceStatus.DriverOk) == 0) SuspendIfAsked(status);
        else if (IsSuspended) ResumeOperation();
        else BecomeReady();
    }

    /// <inheritdoc/>
    public Violation? Start()
    {
        if (CheckFeatures(AcceptedFeatures) is { } unacceptable)
        {
            Refuse(unacceptable);
            return unacceptable;
        }
        if ((Status & DeviceStatus.DriverOk) != 0) return null;
        IsStartedByTransport = true;
        Status |= DeviceStatus.Acknowledge | DeviceStatus.Driver | DeviceStatus.FeaturesOk | DeviceStatus.DriverOk;
        BecomeReady();
        return null;
    }

    /// <inheritdoc/>
    public virtual void Reset()
    {
        Status = DeviceStatus.None;
        IsStartedByTransport = false;
        foreach (var queue in _queues)
        {
            HandlerOf(queue)?.Drop();
            queue.Reset();
        }
        _configurationNotificationDue = false;
        ForgetSuspension();
        Accept(FeatureSet.None);
        OnReset();
        Record(new DeviceReset());
    }

    /// <summary>Why accepted features will not do; null when they will.</summary>
    protected virtual Violation? CheckFeatures(FeatureSet accepted)
    {
        if (!accepted.IsSubsetOf(OfferedFeatures))
            return new("driver.features.1", $"{new FeatureSet(accepted.Bits & ~OfferedFeatures.Bits)} was accepted, but not offered");
        if (accepted.IsLegacy && !HasLegacyInterface)
            return new("driver.reserved-bits.1", "VERSION_1 was not accepted");
        return null;
    }

    // device.legacy.features.1: a legacy driver knows no FEATURES_OK.
    /// <summary>Whether the driver must have set FEATURES_OK before it sets DRIVER_OK.</summary>
    protected virtual bool NeedsFeaturesOk => !IsLegacy;

    /// <summary>Finds out anew what each queue is for.</summary>
    protected void AssignRoles()
    {
        foreach (var queue in _queues) queue.Role = RoleOf(queue.Index);
    }

    /// <summary>What the queue with this index is for under the features that are accepted now; null when it has no use.</summary>
    protected abstract BalloonQueue? RoleOf(int index);

    /// <summary>The driver is up.</summary>
    protected virtual void OnReady()
    {
    }

    /// <summary>The device was reset, or broke: whatever was under way with the driver is over.</summary>
    protected virtual void OnStopped()
    {
    }

    /// <summary>The device was reset; its configuration gets the values that it has after a reset.</summary>
    protected virtual void OnReset() => OnStopped();

    /// <summary>Notes an event.</summary>
    protected internal void Record(TraceEvent e) => _trace.Record(e);

    /// <summary>Notes that the driver broke a rule and that the device did not go along.</summary>
    protected internal virtual void Refuse(Violation violation) => Record(new Refused(TraceActor.Device, violation));

    /// <summary>Notes that the driver broke a rule so badly that only a reset helps (device.status.2).</summary>
    protected internal virtual void Break(Violation violation)
    {
        Refuse(violation);
        NeedReset();
    }

    /// <summary>The device is in a state that only a reset ends.</summary>
    protected internal void NeedReset()
    {
        if ((Status & DeviceStatus.DeviceNeedsReset) != 0) return;
        Status |= DeviceStatus.DeviceNeedsReset;
        Record(new DeviceStatusChanged(Status));
        OnStopped();
        if (!ShouldNotifyOfNeededReset) return;
        // device.status.3. A driver that is setting itself up hears of it when it is ready.
        if ((Status & DeviceStatus.DriverOk) != 0) NotifyConfigurationChanged();
        else if ((Status & DeviceStatus.Driver) != 0 && !IsSuspended) _configurationNotificationDue = true;
    }

    /// <summary>Whether the driver is told that the device needs a reset.</summary>
    protected virtual bool ShouldNotifyOfNeededReset => true;

    private void Accept(FeatureSet accepted)
    {
        AcceptedFeatures = accepted;
        AssignRoles();
    }

    private void BecomeReady()
    {
        OnReady();
        if (_configurationNotificationDue) NotifyConfigurationChanged();
        _configurationNotificationDue = false;
        foreach (var queue in _queues) ServeIfNotified(queue);
    }

    private void NotifyConfigurationChanged()
    {
        Record(new ConfigurationNotified());
        _driver?.ConfigurationChanged();
    }
}
