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

    /// <summary>Makes a chain available, device-readable buffers first.</summary>
    /// <param name="buffers">At least one buffer.</param>
    /// <param name="token">Comes back with the chain.</param>
    /// <param name="head">Index of the first descriptor.</param>
    /// <returns>False when too few descriptors are free.</returns>
    bool TryAdd(ReadOnlySpan<Buffer> buffers, object? token, out ushort head);

    /// <summary>Takes a chain that the device has used.</summary>
    /// <param name="used">The chain.</param>
    /// <param name="violation">What is wrong with the used ring, when the device broke it (an id that is not outstanding, say).</param>
    bool TryTakeUsed(out UsedBuffer used, out Violation? violation);

    /// <summary>Whether the device wants to be told of what was added since this was last asked.</summary>
    bool ShouldNotifyDevice();
}
