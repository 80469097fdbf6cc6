using System.Diagnostics.CodeAnalysis;
using Ballast.Virtio.Memory;

namespace Ballast.Virtio.Rings;

/// <summary>The device's half of a virtqueue, split or packed.</summary>
public interface IDeviceQueue
{
    /// <summary>Number of entries.</summary>
    ushort Size { get; }

    /// <summary>
    /// Where the next chain is looked for: how many chains have been taken, modulo 2^16, or, packed, slot and wrap counter as
    /// <see cref="PackedPosition.Value"/> has them. What a transport calls the last available index.
    /// </summary>
    ushort NextAvailable { get; }

    /// <summary>The chains that the last <see cref="Use"/> gave to the driver, in this order: with IN_ORDER none, or several.</summary>
    IReadOnlyList<UsedChain> Returned { get; }

    /// <summary>Takes the next chain that the driver made available.</summary>
    /// <param name="chain">The chain, when one was there and well formed.</param>
    /// <param name="violation">What is wrong with the ring or the chain, when the driver broke it. The queue is unusable from then on until it is set up anew.</param>
    /// <returns>Whether a chain was taken.</returns>
    bool TryPop([NotNullWhen(true)] out DescriptorChain? chain, out Violation? violation);

    /// <summary>Returns a chain to the driver; with IN_ORDER when the chains before it have been returned.</summary>
    /// <param name="chain">A chain that was popped and not yet used.</param>
    /// <param name="length">Bytes written into it, from its first writable byte on.</param>
    /// <returns>What is wrong with the ring, if the entry could not be written.</returns>
    Violation? Use(DescriptorChain chain, uint length);

    /// <summary>Leaves a chain in the ring as if it had not been taken.</summary>
    /// <returns>False when it is not the one that was taken last: others were found behind it.</returns>
    bool TryGiveBack(DescriptorChain chain);

    /// <summary>Goes on in other guest memory, where the ring must lie at the same addresses. Chains that are held stay held.</summary>
    void AttachMemory(GuestMemory memory);

    /// <summary>Says when the driver is to notify. What it added before it saw this is not told: look at the ring once more.</summary>
    void AskForNotifications(NotificationWish wish);

    /// <summary>Whether the driver wants to be told of what was used since this was last asked.</summary>
    bool ShouldNotifyDriver();

    /// <summary>Holds what a notification says of the driver's position against the ring. A late notification may lag behind.</summary>
    /// <returns>What is wrong with it: it names a position that the driver has not reached.</returns>
    Violation? Check(NotificationData data);
}
