using Ballast.Virtio.Memory;
using Ballast.Virtio.Rings;

namespace Ballast.Conformance.Mutants.Rings;

/// <summary>Names the descriptor behind the next one in its notifications.</summary>
internal sealed class LateNotificationData(GuestMemory memory, QueueAddresses addresses, RingOptions options) : PackedDriverQueue(memory, addresses, options)
{
    public override NotificationData NextNotification(int queueIndex) =>
        NotificationData.Of(queueIndex, PackedPosition.Of(base.NextNotification(queueIndex).Position).Plus(1, Size).Value);
}
