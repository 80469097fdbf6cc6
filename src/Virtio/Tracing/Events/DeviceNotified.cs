using Ballast.Virtio.Balloon;
using Ballast.Virtio.Rings;

namespace Ballast.Virtio.Tracing.Events;

/// <summary>The driver sent an available buffer notification (a kick).</summary>
/// <param name="Index">Index of the queue.</param>
/// <param name="Queue">Role of the queue.</param>
/// <param name="Data">What the notification said besides, with NOTIFICATION_DATA.</param>
public sealed record DeviceNotified(int Index, BalloonQueue? Queue, NotificationData? Data = null) : TraceEvent(TraceActor.Driver);
