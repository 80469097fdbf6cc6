using Ballast.Virtio;
using Ballast.Virtio.Tracing.Events;

namespace Ballast.Host.Devices;

/// <content>Suspending the device and letting it work on (virtio 1.4, 3.4).</content>
public abstract partial class VirtioDevice
{
    private readonly SortedDictionary<int, uint> _deferred = [];

    /// <summary>Whether the device shows itself as suspended.</summary>
    public bool IsSuspended => (Status & DeviceStatus.Suspend) != 0;

    /// <summary>Whether the driver has asked the device to suspend, and it does not show it yet.</summary>
    protected bool IsSuspending { get; private set; }

    // device.suspend.1
    /// <summary>Whether the device may be suspended now.</summary>
    protected virtual bool MaySuspend => IsRunning && AcceptedFeatures.Has(Feature.Suspend);

    // device.suspend.2
    /// <summary>Whether the driver's writes to the configuration are ignored.</summary>
    protected virtual bool IgnoresConfigurationWrites => IsSuspended;

    // device.suspend.3
    /// <summary>Whether the host's changes of the configuration wait.</summary>
    protected virtual bool DefersChanges => IsSuspended;

    // device.suspend.4
    /// <summary>Whether nothing is said of a change that waits.</summary>
    protected virtual bool WithholdsNotifications => true;

    // device.suspend.5
    /// <summary>Whether a change that has waited is told when it is made.</summary>
    protected virtual bool ShouldNotifyOfDeferred(int offset) => ShouldNotifyOf(offset);

    // device.suspend.6
    /// <summary>The driver asks the device to suspend, from whose queues nothing is taken any more (device.suspend.8).</summary>
    protected virtual void Suspend() => FinishSuspending();

    /// <summary>Finishes what was taken, then shows the device as suspended.</summary>
    protected void FinishSuspending()
    {
        if (!IsSuspending) return;
        FinishBuffers();
        IsSuspending = false;
        if (!MayBecomeSuspended) return;
        Status = Status & ~DeviceStatus.DriverOk | DeviceStatus.Suspend;
        Record(new DeviceStatusChanged(Status));
    }

    // device.suspend.9 and .10
    /// <summary>Returns every chain that the device holds, and tells the driver.</summary>
    protected virtual void FinishBuffers()
    {
        foreach (var queue in _queues)
        {
            if (queue.Role is not { } role || HandlerOf(role) is not { Held: { } held } handler) continue;
            Use(role, held);
            handler.Drop();
            NotifyUsed(queue, role);
        }
    }

    // device.suspend.7
    /// <summary>The driver lets the device work on.</summary>
    protected virtual void ResumeOperation()
    {
        if (!MayBecomeSuspended) return;
        Status &= ~DeviceStatus.Suspend;
        Record(new DeviceStatusChanged(Status));
        var deferred = _deferred.ToList();
        _deferred.Clear();
        foreach (var (offset, value) in deferred) ChangeField(offset, value, ShouldNotifyOfDeferred);
        foreach (var queue in _queues) ServeIfNotified(queue);
    }

    private bool MayBecomeSuspended => (Status & DeviceStatus.DeviceNeedsReset) == 0;

    private void SuspendIfAsked(DeviceStatus written)
    {
        if ((written & DeviceStatus.Suspend) == 0 || IsSuspended || IsSuspending) return;
        if (!MaySuspend)
        {
            Refuse(new("driver.suspend.1", $"SUSPEND is written while the device is not in operation with {FeatureSet.NameOf(Feature.Suspend)}"));
            return;
        }
        IsSuspending = true;
        Suspend();
    }

    private void Defer(int offset, uint value)
    {
        _deferred[offset] = value;
        if (!WithholdsNotifications) NotifyConfigurationChanged();
    }

    // What the host wanted meanwhile holds for the next driver.
    private void ForgetSuspension()
    {
        IsSuspending = false;
        foreach (var (offset, value) in _deferred) ResetField(offset, value);
        _deferred.Clear();
    }
}
