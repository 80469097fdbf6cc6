namespace Ballast.Virtio.Rings;

/// <summary>The driver's half of a virtqueue, split or packed.</summary>
public interface IDriverQueue
{
    /// <summary>What the device has to be told of the queue.</summary>
    QueueAddresses Addresses { get; }

    /// <summary>How many descriptors are free.</summary>
    int FreeDescriptors { get; }

    /// <summary>How many chains the device holds.</summary>
    int Outstanding { get; }

    /// <summary>Memory for indirect tables; null when the driver gives none.</summary>
    IndirectTables? IndirectTables { get; set; }

    /// <summary>Makes a chain available, device-readable buffers first.</summary>
    /// <param name="buffers">At least one buffer.</param>
    /// <param name="token">Comes back with the chain.</param>
    /// <param name="head">Index of the first descriptor, or, packed, the buffer id.</param>
    /// <param name="indirect">Whether to put the descriptors into an indirect table, where that was negotiated and one is free.</param>
    /// <returns>False when too few descriptors are free.</returns>
    bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token, out ushort head, bool indirect = false);

    /// <summary>Lets what is added from now on be seen by the device only when it is published: several chains at once.</summary>
    void HoldBack();

    /// <summary>Shows the device what was held back, and what is added from now on at once.</summary>
    void Publish();

    /// <summary>Whether the device shows a chain as used, or something that cannot be, that was not taken yet.</summary>
    bool HasUsed { get; }

    /// <summary>Takes a chain that the device has used.</summary>
    /// <param name="used">The chain.</param>
    /// <param name="violation">What is wrong with the ring, when the device broke it (an id that is not outstanding, say).</param>
    bool TryTakeUsed(out UsedBuffer used, out Violation? violation);

    /// <summary>Says when the device is to notify. What it used before it saw this is not told: look at the ring once more.</summary>
    void AskForNotifications(NotificationWish wish);

    /// <summary>Whether the device wants to be told of what was published since this was last asked.</summary>
    bool ShouldNotifyDevice();

    /// <summary>What a notification says now when NOTIFICATION_DATA was negotiated.</summary>
    NotificationData NextNotification(int queueIndex);
}
